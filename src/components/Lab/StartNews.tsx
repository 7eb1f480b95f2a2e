import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import clsx from 'clsx';
import { useSyncExternalStore } from 'react';
import { tooManyWords } from '../../hosts/tab/many-servers.ts';
import { sentence } from '../../lab/sentence.ts';
import type { LabSnapshot, LabState } from '../../lab/session/session.ts';
import Words from '../Text/Words.tsx';
import { useLab, useLabSnapshot } from './context.ts';
import type { HostChoice } from './host-choice.ts';
import styles from './LabControls.module.css';
import { arrivedWords, comingWords, megabytes, moduleArrived } from './module-arrived.ts';
import { runningWords } from './running-words.ts';

/**
 * Says how far a lab is on its way, or why it does not run.
 * @param choice the host that its next start uses
 */
export default function StartNews({ choice }: { choice: HostChoice }) {
  const { runsOn, stores } = useLab();
  const { state, servers } = useLabSnapshot();
  const { type: host } = runsOn();
  const fetchWords = useFetchWords();
  const tooMany = useTooManyWords(Object.keys(servers).length);
  const atRest = state.type === 'idle' || state.type === 'failed';
  return state.type === 'failed' ? (
    <p className={clsx(styles.news, styles.failure)} role="alert">
      <Words>
        {host === 'tab' ? failureWords(state, stores?.isKept() ?? false) : state.reason}
      </Words>
    </p>
  ) : (
    <div className={styles.news}>
      <p
        className={clsx(
          styles.status,
          // The figures stand in its place, in one line with room for all of them.
          state.type === 'downloading' && !state.silent && 'only-heard',
        )}
        role="status"
      >
        <Words>
          {state.type === 'idle' && choice.type === 'tab'
            ? [fetchWords, tooMany].filter(Boolean).join(' ')
            : describe(state, atRest ? choice : runsOn(), servers)}
        </Words>
      </p>
      {state.type === 'downloading' && (
        <>
          {/* Beside the status, which a screen reader would read out with each figure. */}
          <span className={styles.status}>{comingWords(state)}</span>
          <progress
            aria-label="Download of the server module"
            value={state.received}
            max={state.total}
          />
        </>
      )}
    </div>
  );
}

function failureWords(
  { reason, ran }: Extract<LabState, { type: 'failed' }>,
  isStoreKept: boolean,
): string {
  if (!ran) return `The servers did not start. ${sentence(reason)}`;
  const stored = isStoreKept
    ? 'Their stores are kept, but for the last seconds; so are your configurations.'
    : 'Their stored data is gone; your configurations are kept.';
  return `The servers ended: ${sentence(reason)} ${stored}`;
}

/** What a start will fetch: its size is that of the module which was built with the site. */
function useFetchWords(): string {
  const { customFields } = useDocusaurusContext().siteConfig;
  const { get, subscribe } = moduleArrived;
  const { received, total, whole } = useSyncExternalStore(subscribe, get, get);
  const size = Number(customFields?.['moduleBytes']);
  if (whole) return 'nats-server is here: starting fetches nothing.';
  if (received > 0) return `Fetched ${arrivedWords({ received, total })} of nats-server.`;
  return `Starting fetches nats-server: ${megabytes(size)} MB, once.`;
}

const never = () => () => {};

/** Says that so many servers may be too many for this device; nothing while the page is rendered on a server. */
function useTooManyWords(servers: number): string | undefined {
  const words = () => tooManyWords(servers, navigator as { deviceMemory?: number });
  return useSyncExternalStore(never, words, () => undefined);
}

function describe(
  state: Exclude<LabState, { type: 'failed' }>,
  { type: host }: HostChoice,
  servers: LabSnapshot['servers'],
): string {
  switch (state.type) {
    case 'idle':
      return 'Not joined.';
    case 'loading':
      return 'Loading…';
    case 'downloading':
      return state.silent
        ? `Fetching nats-server: no data for ${5 * Math.floor(state.silent / 5)} s.`
        : 'Fetching nats-server.';
    case 'compiling':
      return 'Compiling nats-server…';
    case 'asking':
      return `Joining your servers… ${state.words}`;
    case 'starting':
      return startingWords(host, servers);
    case 'running':
      return runningWords(host, servers);
  }
}

function startingWords(host: HostChoice['type'], servers: LabSnapshot['servers']): string {
  const states = Object.entries(servers);
  const starting = states.find(([, { type }]) => type === 'starting');
  if (starting) return `Starting ${starting[0]}…`;
  if (states.every(([, { type }]) => type === 'running')) return 'Making the start state…';
  return host === 'tab' ? 'Starting the servers…' : 'Joining your servers…';
}
