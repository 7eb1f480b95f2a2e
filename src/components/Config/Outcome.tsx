import { useEffect, useRef } from 'react';
import { readConf } from '../../lab/conf/conf-text.ts';
import { leftOutOf, nativeCommand } from '../../lab/derive/left-out.ts';
import type { ServerState } from '../../lab/network/host.ts';
import { unreached } from '../../lab/session/remotes.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import DialError from '../Message/DialError.tsx';
import SeverityMark from '../shared/SeverityMark.tsx';
import type { Attempt } from '../shared/useAttempt.ts';
import Words from '../Text/Words.tsx';
import styles from './Config.module.css';
import { takesRestart } from './refusal.ts';

interface Props {
  server: string;
  state: ServerState;
  /** The last one, with its result in words. */
  attempt: Attempt<string>;
}

/** Says what came of the last try to apply a configuration, in the server's own words. */
export default function Outcome({ server, state, attempt }: Props) {
  // If the server does not run, the page says why below, and no applied configuration is in force.
  const tells = state.type === 'running' || attempt.type === 'working';
  const outcome = useInSight(attempt);
  return (
    <>
      <div
        ref={outcome}
        role="status"
        data-outcome={tells ? attempt.type : undefined}
        className={styles.outcome}
      >
        {tells && wordsOf(attempt)}
        {tells && attempt.type === 'done' && <LeftOut server={server} />}
        {tells && attempt.type === 'done' && <Remotes server={server} />}
        {tells && attempt.type === 'failed' && (
          <p>
            The server runs on as it was.
            {takesRestart(attempt.why) &&
              ' It takes this change at a restart, which keeps its streams.'}
          </p>
        )}
      </div>
      {state.type === 'failed' && (
        <p role="alert" className={styles.failed}>
          {server} is not running: {state.reason}
        </p>
      )}
    </>
  );
}

/** Brings the outcome of a try in sight, also as it grows, until the reader does something else. */
function useInSight(attempt: Attempt<string>) {
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt.type !== 'done' && attempt.type !== 'failed') return;
    const observer = new ResizeObserver(() =>
      outcome.current?.scrollIntoView({ block: 'nearest' }),
    );
    observer.observe(outcome.current!);
    const end = () => observer.disconnect();
    const acts = ['wheel', 'touchmove', 'pointerdown', 'keydown'];
    for (const act of acts) document.addEventListener(act, end, { passive: true });
    return () => {
      end();
      for (const act of acts) document.removeEventListener(act, end);
    };
  }, [attempt]);
  return outcome;
}

/** Warns of what the configuration of a server asks for and no server in a tab has: there it runs without. */
function LeftOut({ server }: { server: string }) {
  const { runsOn } = useLab();
  const { configs } = useLabSnapshot();
  if (runsOn().type !== 'tab') return null;
  return leftOutOf(readConf(configs[server]!)).map(({ at, words, native }) => (
    <p key={at} className={styles.warning}>
      <SeverityMark severity="warning" />{' '}
      <Words>{`${words} ${native}: join one under My servers, or run ${nativeCommand}.`}</Words>
    </p>
  ));
}

/** Why leaf connections of a server are not there: those that it dials, and those by which others dial it. */
function Remotes({ server }: { server: string }) {
  const { topology } = useLab().session;
  const { configs, links } = useLabSnapshot();
  const left = (name: string) => unreached(topology, name, configs[name]!, links);
  const diallers = topology.servers
    .map(({ name }) => name)
    .filter((name) =>
      name === server ? left(name).length > 0 : left(name).some((hosts) => hosts.includes(server)),
    );
  return diallers.map((name) => (
    <DialError key={name} server={name} {...(name !== server && { peer: server })} />
  ));
}

function wordsOf(attempt: Attempt<string>): string {
  switch (attempt.type) {
    case 'idle':
      return '';
    case 'working':
      return attempt.doing;
    case 'done':
      return attempt.value;
    case 'failed':
      return attempt.why;
  }
}
