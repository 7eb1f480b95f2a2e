import { useEffect, useEffectEvent, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { BenchFile, BenchState } from '../../bench/bench.ts';
import type { LeftOut, TakenIn } from '../../bench/take-in.ts';
import { errorText } from '../../lab/error-text.ts';
import { part } from '../../loading/part.ts';
import type { Desk } from './desk.ts';
import { droppedFiles } from './offered.ts';
import type { Given } from './read-given.ts';
import { presentDesk, TakeInContext, type TakesIn } from './take-in-context.ts';
import Opened from './Opened.tsx';
import TakenInNews from './TakenInNews.tsx';
import styles from './TakeIn.module.css';

const loadReader = part(() => import(/* webpackChunkName: 'take-in' */ './read-given.ts'));
type Reader = Awaited<ReturnType<typeof loadReader>>;

interface Props {
  /** Whether files that are given are asked about also where there is no bench yet. */
  asks: boolean;
  onOpen: (state: BenchState) => void;
  children: ReactNode;
}

/**
 * Takes in files wherever on the page they are dropped or pasted, and what is chosen in it. Where there is a bench, it
 * asks whether they belong to it. The bench that is there stays as it is until then.
 */
export default function TakeIn({ asks, onOpen, children }: Props) {
  const desk = useSyncExternalStore(presentDesk.subscribe, presentDesk.get, () => undefined);
  const [taken, setTaken] = useState<TakenIn & { done: boolean }>();
  const [saved, setSaved] = useState<BenchState>();
  const [isReading, setReading] = useState(false);
  const give = ({ saved, taken }: Given, { benchOfFiles }: Reader) => {
    if (saved) {
      setSaved(saved);
      if (taken.files.length + taken.leftOut.length === 0) return;
    }
    const atOnce = !presentDesk.get() && !asks && taken.files.length > 0;
    if (atOnce) onOpen(benchOfFiles(taken.files, taken.folder));
    setTaken(atOnce && taken.leftOut.length === 0 ? undefined : { ...taken, done: atOnce });
  };
  /** Has something done by what reads files, which is loaded when it is needed. */
  const read = async <T,>(act: (reader: Reader) => T | Promise<T>): Promise<T | undefined> => {
    // What is said of it stands beside the map.
    presentDesk.get()?.isWhole.set(false);
    setReading(true);
    try {
      return await act(await loadReader());
    } catch (error) {
      const why = `cannot be read: ${errorText(error)}`;
      setTaken({ files: [], leftOut: [{ path: 'What was given', why }], done: false });
      return undefined;
    } finally {
      setReading(false);
    }
  };
  const offer: TakesIn['offer'] = (offered) =>
    void read(async (reader) => give(await reader.readOffered(offered), reader));
  const paste: TakesIn['paste'] = async (text) => {
    const isAny = await read((reader) => {
      const given = reader.readPasted(text);
      if (given && 'link' in given) window.location.hash = given.link;
      else if (given) give(given, reader);
      return given !== undefined;
    });
    // What failed has been said.
    return isAny ?? true;
  };
  const takesIn = { offer, paste };
  const isOver = useDrops(takesIn);
  /** Says what is left out of files that are in a bench now. */
  const end = (files: BenchFile[], leftOut: LeftOut[]) =>
    setTaken(leftOut.length > 0 ? { files, leftOut, done: true } : undefined);
  const addTo = ({ draft }: Desk, given: TakenIn) =>
    void read(({ putBeside }) => {
      const { files, added, leftOut } = putBeside(draft.state.files, given.files);
      if (added.length > 0)
        draft.change(added.length === 1 ? `Add ${added[0]!.path}` : `Add ${added.length} files`, {
          files,
        });
      end(added, [...given.leftOut, ...leftOut]);
    });
  const openAs = (given: TakenIn) =>
    void read(({ benchOfFiles }) => {
      onOpen(benchOfFiles(given.files, given.folder));
      end(given.files, given.leftOut);
    });
  const isOpen = taken && !taken.done && taken.files.length > 0;
  return (
    <TakeInContext value={takesIn}>
      {isReading && <p role="status">Reading the files…</p>}
      {taken && (
        <TakenInNews
          taken={taken}
          onAdd={isOpen && desk ? () => addTo(desk, taken) : undefined}
          onOpen={isOpen ? () => openAs(taken) : undefined}
          onEnd={() => setTaken(undefined)}
        />
      )}
      {saved && (
        <Opened
          state={saved}
          besides={desk !== undefined}
          onOpen={() => {
            setSaved(undefined);
            onOpen(saved);
          }}
          onNotNow={() => setSaved(undefined)}
        />
      )}
      <div hidden={saved !== undefined && !asks}>{children}</div>
      {isOver && (
        <div className={styles.over} aria-hidden="true">
          <p>Drop them: files, a folder or a zip</p>
        </div>
      )}
    </TakeInContext>
  );
}

/** Takes what is dropped or pasted anywhere on the page. Answers whether files are held over it. */
function useDrops(takesIn: TakesIn): boolean {
  const [isOver, setOver] = useState(false);
  const offer = useEffectEvent((offered: Parameters<TakesIn['offer']>[0]) =>
    takesIn.offer(offered),
  );
  const paste = useEffectEvent((text: string) => takesIn.paste(text));
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Else the browser would show the file in the place of the page.
      event.preventDefault();
      event.dataTransfer!.dropEffect = 'copy';
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      offer(droppedFiles(event.dataTransfer!));
    };
    const pasted = (event: ClipboardEvent) => {
      const target = event.target as HTMLElement | null;
      if (target?.closest('input, textarea, [contenteditable="true"]')) return;
      const { clipboardData } = event;
      if (!clipboardData) return;
      if (clipboardData.files.length > 0) offer(droppedFiles(clipboardData));
      else void paste(clipboardData.getData('text/plain'));
    };
    // In capture: before an editor puts the text of a file into its own.
    window.addEventListener('dragover', over, { capture: true });
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop, { capture: true });
    window.addEventListener('paste', pasted);
    return () => {
      window.removeEventListener('dragover', over, { capture: true });
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop, { capture: true });
      window.removeEventListener('paste', pasted);
    };
  }, []);
  return isOver;
}
