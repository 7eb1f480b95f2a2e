import type { Offered } from '../../bench/take-in.ts';
import { errorText } from '../../lab/error-text.ts';
import { isLookedThrough } from '../../lab/derive/given-bounds.ts';
import { inNaturalOrder } from '../../lab/natural-order.ts';

const offer = (file: File, path: string, byHand: boolean): Offered => ({
  path,
  byHand,
  size: file.size,
  read: async () => new Uint8Array(await file.arrayBuffer()),
});

/** The files that were chosen; of a folder, with their paths in it. */
export const chosenFiles = (files: FileList): Offered[] =>
  [...files].map((file) => {
    const inFolder = file.webkitRelativePath;
    return offer(file, inFolder || file.name, !inFolder);
  });

/** The files and folders that were dropped. It must be called while the event is handled: later it is empty. */
export function droppedFiles(transfer: DataTransfer): AsyncIterable<Offered> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const given = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  return (async function* () {
    for (const { entry, file } of given) {
      if (entry) yield* filesBelow(entry, '');
      else if (file) yield offer(file, file.name, true);
    }
  })();
}

async function* filesBelow(entry: FileSystemEntry, folder: string): AsyncGenerator<Offered> {
  const path = folder + entry.name;
  if (isFile(entry)) {
    yield await fileOf(entry, path, folder === '');
    return;
  }
  // A folder that is not looked through is told by its name alone.
  const nothing = () => Promise.resolve(new Uint8Array());
  if (!isLookedThrough(entry.name)) {
    yield { path: `${path}/`, byHand: false, size: 0, read: nothing };
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const more = () =>
    new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  const found: FileSystemEntry[] = [];
  try {
    // They come by the hundred.
    for (let some = await more(); some.length > 0; some = await more()) found.push(...some);
  } catch (error) {
    yield { path, byHand: true, size: 0, read: () => Promise.reject(asError(error)) };
  }
  for (const each of found.sort((a, b) => inNaturalOrder(a.name, b.name)))
    yield* filesBelow(each, `${path}/`);
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

const fileOf = (entry: FileSystemFileEntry, path: string, byHand: boolean): Promise<Offered> =>
  new Promise((resolve) =>
    entry.file(
      (file) => resolve(offer(file, path, byHand)),
      (error) => resolve({ path, byHand, size: 0, read: () => Promise.reject(error) }),
    ),
  );

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(errorText(error));
