import { useEffect, useId, useRef, type ReactNode } from 'react';
import type { BenchState } from '../../bench/bench.ts';
import { placed } from '../../bench/places.ts';
import { takenOutIn } from '../../bench/taken-out.ts';
import { version } from '../../config-keys/version.ts';
import { atStart, withCut } from '../Map/rest.ts';
import TopologyMap from '../Map/TopologyMap.tsx';
import Ask from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';
import { lossByOpening } from './loss-by-opening.ts';
import { useNetworkOf } from './useNetworkOf.ts';
import styles from './Opened.module.css';

export interface OpenedProps {
  state: BenchState;
  /** Whether there is a bench already, which stays. */
  besides: boolean;
  onOpen: () => void;
  onNotNow: () => void;
}

/** What a bench holds that came with an address or a file, and what would run. */
export default function OpenedBench({ state, besides, onOpen, onNotNow }: OpenedProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [state]);
  const network = useNetworkOf(state);
  const { files, commands, cut, server } = state;
  const takenOut = takenOutIn(state);
  return (
    <section className={styles.opened} aria-labelledby={id}>
      <h2 ref={heading} id={id} tabIndex={-1}>
        {state.name}
      </h2>
      <p>
        Look at it first: its servers are not started, and no address is dialled. They would run in
        this tab, and reach no server outside of it.
        {besides && ' It becomes another bench: the one that you have stays as it is.'}
      </p>
      <div className={styles.buttons}>
        <Ask name="Open it" look="primary" {...lossByOpening} onYes={onOpen} />
        <Press name="Not now" onPress={onNotNow} />
      </div>
      <div className={styles.parts}>
        <div className={styles.map}>
          {typeof network === 'string' ? (
            <p role="status">{network} Open it to mend it.</p>
          ) : network ? (
            <TopologyMap
              topology={placed(network.runnable.topology, state.places)}
              links={withCut(atStart(network.runnable.topology), cut)}
              sizedAs={network.runnable.topology}
            />
          ) : (
            <p role="status">Reading it…</p>
          )}
        </div>
        <dl className={styles.list}>
          {typeof network === 'object' && (
            <Part name="Servers">
              {network.runnable.topology.servers.map(({ name }) => name).join(', ')}
            </Part>
          )}
          <Part name={files.length === 1 ? 'One file' : `${files.length} files`}>
            {files.map(({ path, text }) => (
              <details key={path}>
                <summary>
                  <code>{path}</code> {linesOf(text)}
                </summary>
                <pre tabIndex={0}>{text}</pre>
              </details>
            ))}
          </Part>
          {commands.length > 0 && (
            <Part name="Commands, to be run by hand after the start">
              {commands.map(({ server: at, line }, i) => (
                <code key={i} className={styles.line}>
                  {at}$ {line}
                </code>
              ))}
            </Part>
          )}
          {cut.length > 0 && <Part name="Links that begin cut">{cut.join(', ')}</Part>}
          {takenOut.length > 0 && (
            <Part name="Logins and keys that were taken out">
              {takenOut.map(({ path, lines }) => (
                <span key={path} className={styles.line}>
                  <code>{path}</code>, {lines.length === 1 ? 'line' : 'lines'} {lines.join(', ')}
                </span>
              ))}
            </Part>
          )}
          <Part name="nats-server">
            {server === version || server === ''
              ? `${version}, as it was made with`
              : `It was made with ${server}. This page runs ${version}.`}
          </Part>
        </dl>
      </div>
    </section>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function linesOf(text: string): string {
  const lines = text.replace(/\n$/, '').split('\n').length;
  return lines === 1 ? '1 line' : `${lines} lines`;
}
