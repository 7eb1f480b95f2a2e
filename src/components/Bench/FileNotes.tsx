import type { BenchNetwork } from '../../bench/network.ts';
import Words from '../Text/Words.tsx';
import { hostsOf, notesByFile, type DialledHost } from './file-notes.ts';
import { useDesk, useDraft } from './desk-context.ts';
import PlaceButton from './PlaceButton.tsx';
import styles from './Findings.module.css';

/** What was left out, stood in for or taken in another way, by file; and which server each host is. */
export default function FileNotes({ network }: { network: BenchNetwork }) {
  const notes = notesByFile(network);
  const hosts = hostsOf(network);
  if (notes.length + hosts.length === 0) return null;
  return (
    <section aria-label="What was done with your files" className={styles.done}>
      <h2>What was done with your files</h2>
      {hosts.length > 0 && <Hosts hosts={hosts} servers={[...network.derived.confs.keys()]} />}
      <ul className={styles.notes}>
        {notes.map(([path, own]) => (
          <li key={path}>
            {path !== '' && <PlaceButton path={path} />}
            <ul>
              {own.map(({ line, words }, i) => (
                <li key={i}>
                  <p>
                    {line !== undefined && (
                      <>
                        <PlaceButton path={path} line={line} />{' '}
                      </>
                    )}
                    <Words>{words}</Words>
                  </p>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The values of the choice that are no names of servers. */
const asFound = '=found';
const outside = '=outside';

function Hosts(props: { hosts: readonly DialledHost[]; servers: readonly string[] }) {
  const { draft } = useDesk();
  const { assigned } = useDraft().state;
  const choose = (host: string, value: string) => {
    const others = Object.entries(draft.state.assigned).filter(([other]) => other !== host);
    const own = value === asFound ? [] : [[host, value === outside ? '' : value] as const];
    draft.change(`Say which server ${host} is`, {
      assigned: Object.fromEntries([...others, ...own]),
    });
  };
  return (
    <ul className={styles.hosts}>
      {props.hosts.map(({ host, to }) => {
        const chosen = Object.hasOwn(assigned, host) ? assigned[host]! : undefined;
        const value = chosen === undefined ? asFound : chosen === '' ? outside : chosen;
        const names = new Set([...props.servers, ...(chosen ? [chosen] : [])]);
        return (
          <li key={host}>
            <label>
              <span>
                <code>{host}</code> is
              </span>
              <select value={value} onChange={({ target }) => choose(host, target.value)}>
                <option value={asFound}>
                  {chosen === undefined ? foundWords(to) : 'as found'}
                </option>
                <option value={outside}>none of these servers</option>
                {[...names].map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          </li>
        );
      })}
    </ul>
  );
}

const foundWords = (to: readonly string[]): string =>
  to.length === 0 ? 'as found: not among these servers' : `as found: ${to.join(', ')}`;
