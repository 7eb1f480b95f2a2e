import { useState, useSyncExternalStore } from 'react';
import type { LogLevel } from '../../lab/network/host.ts';
import { useLab } from '../Lab/context.ts';
import styles from './Inspector.module.css';

/** The levels that a reader may ask for. Each shows the more severe levels too. */
const asked = ['info', 'debug', 'trace'] as const;
const levels: Record<(typeof asked)[number], LogLevel[]> = {
  info: ['info', 'warn', 'error', 'fatal'],
  debug: ['info', 'warn', 'error', 'fatal', 'debug'],
  trace: ['info', 'warn', 'error', 'fatal', 'debug', 'trace'],
};

/** The log of a server; at level trace, with each line of its protocol. */
export default function ServerLog({ server }: { server: string }) {
  const { session } = useLab();
  const lines = useSyncExternalStore(session.log.subscribe, session.log.get, session.log.get);
  const [level, setLevel] = useState<(typeof asked)[number]>('info');
  const shown = lines.filter(
    (line) => line.server === server && levels[level].includes(line.level),
  );
  const choose = (next: typeof level) => {
    setLevel(next);
    // A server that does not run has no log level to set.
    session.host.setLogging(server, { debug: true, trace: next === 'trace' }).catch(() => {});
  };
  return (
    <>
      <label className={styles.option}>
        Down to{' '}
        <select value={level} onChange={(event) => choose(event.target.value as typeof level)}>
          {asked.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <pre tabIndex={0} aria-label={`Log of ${server}`} className={styles.log}>
        {shown.length === 0
          ? 'It has logged no line at this level.'
          : shown.map(({ at, level, text }) => `${time(at)} ${level} ${text}`).join('\n')}
      </pre>
    </>
  );
}

const time = (at: number) => new Date(at).toISOString().slice(11, 23);
