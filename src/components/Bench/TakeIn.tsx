import { useEffect, useEffectEvent, useState, useSyncExternalStore, type ReactNode } from 'react';
import { emptyBench } from '../../bench/begin.ts';
import type { BenchFile, BenchState } from '../../bench/bench.ts';
import { filesInPasted, linkInPasted } from '../../bench/pasted.ts';
import { stateOfFile } from '../../bench/file.ts';
import { nameOfFiles } from '../../bench/name-of-files.ts';
import { putBeside } from '../../bench/take-in-beside.ts';
import { isBench, takeIn, type LeftOut, type TakenIn } from '../../bench/take-in.ts';
import { version } from '../../config-keys/version.ts';
import { errorText } from '../../lab/error-text.ts';
import type { Desk } from './desk.ts';
import { droppedFiles } from './offered.ts';
import { presentDesk, TakeInContext, type TakesIn } from './take-in-context.ts';
import Opened from './Opened.tsx';
import TakenInNews from './TakenInNews.tsx';
import styles from './TakeIn.module.css';

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
  const open = ({ files, folder }: TakenIn) =>
    onOpen({ ...emptyBench(version), name: nameOfFiles(files, folder), files });
  const give = (taken: TakenIn) => {
    const [saved, given] = savedIn(taken);
    if (saved) {
      setSaved(saved);
      if (given.files.length + given.leftOut.length === 0) return;
    }
    const atOnce = !presentDesk.get() && !asks && given.files.length > 0;
    if (atOnce) open(given);
    setTaken(atOnce && given.leftOut.length === 0 ? undefined : { ...given, done: atOnce });
  };
  const offer: TakesIn['offer'] = (offered) => {
    setReading(true);
    void takeIn(offered)
      .catch((error: unknown) => ({
        files: [],
        leftOut: [{ path: 'What was given', why: `cannot be read: ${errorText(error)}` }],
      }))
      .then(give)
      .finally(() => setReading(false));
  };
  const paste: TakesIn['paste'] = (text) => {
    const link = linkInPasted(text);
    const files = filesInPasted(text);
    if (link !== undefined) window.location.hash = link;
    else if (files.length > 0) give(putBeside([], files));
    return link !== undefined || files.length > 0;
  };
  const takesIn = { offer, paste };
  const isOver = useDrops(takesIn);
  /** Says what is left out of files that are in a bench now. */
  const end = (files: BenchFile[], leftOut: LeftOut[]) =>
    setTaken(leftOut.length > 0 ? { files, leftOut, done: true } : undefined);
  const addTo = ({ draft }: Desk, given: TakenIn) => {
    const { files, added, leftOut } = putBeside(draft.state.files, given.files);
    if (added.length > 0)
      draft.change(added.length === 1 ? `Add ${added[0]!.path}` : `Add ${added.length} files`, {
        files,
      });
    end(added, [...given.leftOut, ...leftOut]);
  };
  const openAs = (given: TakenIn) => {
    open(given);
    end(given.files, given.leftOut);
  };
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

/** A bench that was saved, if one is among what was given, and what else there is. */
function savedIn(given: TakenIn): [BenchState | undefined, TakenIn] {
  const { files, leftOut } = given;
  const rest: TakenIn = { ...given, files: [], leftOut: [...leftOut] };
  let saved: BenchState | undefined;
  for (const file of files) {
    if (!isBench(file.path)) rest.files.push(file);
    else if (saved)
      rest.leftOut.push({ path: file.path, why: 'is another bench. Open it after this one' });
    else
      try {
        saved = stateOfFile(file.text);
      } catch (error) {
        const why = errorText(error)
          .replace(/^This file /, '')
          .replace(/\.$/, '');
        rest.leftOut.push({ path: file.path, why });
      }
  }
  return [saved, rest];
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
      else paste(clipboardData.getData('text/plain'));
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
