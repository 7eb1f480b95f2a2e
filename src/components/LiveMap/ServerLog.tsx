import Link from '@docusaurus/Link';
import {
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { LogLine } from '../../lab/network/host.ts';
import { useLab } from '../Lab/context.ts';
import type { FindPage } from '../Message/page-finder.ts';
import { usePageOf } from '../Message/usePageOf.ts';
import Press from '../Press/Press.tsx';
import { useFollowing } from '../Wire/useFollowing.ts';
import {
  askedLevels,
  levelWords,
  logItems,
  newestKind,
  type AskedLevel,
  type LogItem,
} from './log-lines.ts';
import styles from './ServerLog.module.css';

/** About the height of a line, in pixels. */
const height = 20;

/** The log of a server, at its end; at level trace, with each line of its protocol. */
export default function ServerLog({ server }: { server: string }) {
  const { session } = useLab();
  const log = useSyncExternalStore(session.log.subscribe, session.log.get, session.log.get);
  const lines = useDeferredValue(log);
  const [level, setLevel] = useState<AskedLevel>('info');
  const [filter, setFilter] = useState('');
  const pageOf = usePageOf();
  const area = useRef<HTMLDivElement>(null);
  const items = useMemo(
    () => logItems(lines, server, level, filter),
    [lines, server, level, filter],
  );
  // A log that is full drops a line for each that comes.
  const added = (lines.at(-1)?.at ?? 0) + items.length;
  const { missed, toEnd, onScroll } = useFollowing(area, {
    follows: true,
    added,
    count: items.length,
    height,
  });
  // Below the edge of the screen its end would go unseen.
  useEffect(() => {
    // Newer browsers answer a promise, which is no clean-up.
    area.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const choose = (next: AskedLevel) => {
    setLevel(next);
    // A server that does not run has no log level to set.
    session.host.setLogging(server, { debug: true, trace: next === 'trace' }).catch(() => {});
  };
  return (
    <>
      <div className={styles.filters}>
        <label>
          Down to{' '}
          <select value={level} onChange={({ target }) => choose(target.value as AskedLevel)}>
            {askedLevels.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        <label>
          With the words{' '}
          <input
            type="search"
            value={filter}
            spellCheck={false}
            autoCapitalize="none"
            onChange={({ target }) => setFilter(target.value)}
          />
        </label>
        {missed !== undefined && <Press name="To the newest" small onPress={toEnd} />}
      </div>
      {/* A flood of lines would talk a screen reader to death: it hears of each kind of error once. */}
      <div
        ref={area}
        role="log"
        aria-live="off"
        aria-label={`Log of ${server}`}
        tabIndex={0}
        className={styles.log}
        onScroll={onScroll}
      >
        {items.length === 0 && (
          <p className={styles.none}>
            {filter.trim() === ''
              ? 'It has logged no line at this level.'
              : 'No line at this level has these words.'}
          </p>
        )}
        {items.map((item, i) => (
          <Item key={i} item={item} pageOf={pageOf} />
        ))}
      </div>
      <p role="status" className="only-heard">
        {newestKind(items)}
      </p>
    </>
  );
}

function Item({ item, pageOf }: { item: LogItem; pageOf: FindPage }) {
  if (item.type === 'line') return <Line line={item.line} pageOf={pageOf} />;
  const { lines } = item;
  const version = lines.map(({ text }) => /Version:\s+(\S+)/.exec(text)?.[1]).find(Boolean);
  return (
    <details className={styles.banner}>
      <summary>
        {time(lines[0]!.at)} Start of nats-server {version}: {lines.length} lines
      </summary>
      {lines.map((line, i) => (
        <Line key={i} line={line} pageOf={pageOf} />
      ))}
    </details>
  );
}

function Line({ line, pageOf }: { line: LogLine; pageOf: FindPage }) {
  const { at, level, text } = line;
  const page = level === 'trace' ? undefined : pageOf(text);
  return (
    <div className={styles.line} data-level={level}>
      <span className={styles.time}>{time(at)}</span>{' '}
      <span className={styles.level}>{levelWords[level]}</span>{' '}
      {page ? (
        <Link
          to={page.path}
          // The servers of this page run on.
          target="_blank"
          title={`What this means: ${page.title} (opens a new tab)`}
        >
          {text}
        </Link>
      ) : (
        text
      )}
    </div>
  );
}

const time = (at: number) => new Date(at).toISOString().slice(11, 23);
