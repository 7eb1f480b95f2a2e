import { useEffect, useId, useRef } from 'react';
import type { TakenIn } from '../../bench/take-in.ts';
import Ask from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';
import { lossByOpening } from './loss-by-opening.ts';
import styles from './TakeIn.module.css';

interface Props {
  taken: TakenIn;
  /** Undefined where the files are in a bench already, or there are none. */
  onAdd: (() => void) | undefined;
  onOpen: (() => void) | undefined;
  onEnd: () => void;
}

/** Says what came in and what was left out, and asks where the files belong. */
export default function TakenInNews({ taken: { files, leftOut }, onAdd, onOpen, onEnd }: Props) {
  const id = useId();
  const news = useRef<HTMLElement>(null);
  useEffect(() => news.current?.focus(), []);
  return (
    <section ref={news} className={styles.news} aria-labelledby={id} tabIndex={-1}>
      <h2 id={id}>{titleOf(files.length, leftOut.length)}</h2>
      {files.length > 0 && onOpen && <p>{files.map(({ path }) => path).join(', ')}</p>}
      {leftOut.length > 0 && (
        <ul className={styles.leftOut} aria-label="Left out">
          {leftOut.slice(0, mostShown).map(({ path, why }) => (
            <li key={path}>
              <code>{path}</code> {why}.
            </li>
          ))}
          {leftOut.length > mostShown && (
            <li>
              {(leftOut.length - mostShown).toLocaleString('en')} others, which are not listed.
            </li>
          )}
        </ul>
      )}
      <div className={styles.buttons}>
        {onAdd && <Press name="Add to this bench" look="primary" onPress={onAdd} />}
        {onOpen && (
          <Ask
            name={onAdd ? 'Open as another bench' : 'Open as a bench'}
            look={onAdd ? 'secondary' : 'primary'}
            {...lossByOpening}
            onYes={onOpen}
          />
        )}
        <Press name={onAdd ? 'Neither' : 'Close'} onPress={onEnd} />
      </div>
    </section>
  );
}

/** How many files that were left out are listed. */
const mostShown = 100;

function titleOf(taken: number, leftOut: number): string {
  if (taken + leftOut === 0) return 'There is no file in it';
  const came = taken === 1 ? 'One file came in' : `${taken} files came in`;
  if (leftOut === 0) return came;
  const out = leftOut === 1 ? 'one was left out' : `${leftOut} were left out`;
  return taken === 0 ? 'No file could be taken' : `${came}, ${out}`;
}
