import { Fragment, useCallback, useId, useRef, type ReactNode } from 'react';
import { leafsOf, wantingLeafsOf } from '../../lab/monitoring/leafz.ts';
import type { Monitor } from '../../lab/network/monitor-pages.ts';
import type { LinkState, LinkTotals, LinkWeather } from '../../lab/network/host.ts';
import type { LabSession } from '../../lab/session/session.ts';
import type { LinkSpec } from '../../lab/topology/topology.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import DialError from '../Message/DialError.tsx';
import Actions, { type Action } from './Actions.tsx';
import styles from './Inspector.module.css';
import { inBrief, isPlain } from './leaf-subjects.ts';
import { useAttempt } from '../shared/useAttempt.ts';
import { usePolled } from '../shared/usePolled.ts';

interface Crossing {
  totals: { out: LinkTotals; in: LinkTotals };
  wants: Wants[];
  /** Whether the server that dials has a leaf connection to the other. */
  isSeen: boolean;
}

const kindWords = { leaf: 'Leaf connection', route: 'Route', gateway: 'Gateway' };
const none = { bytes: 0, frames: 0 };
const nothing: Crossing = { totals: { out: none, in: none }, wants: [], isSeen: false };

/**
 * The inside of a link: its traffic, and the interest of either end, with controls to cut it, heal it
 * and slow it down.
 */
export default function LinkPanel({ name, acts }: { name: string; acts?: ReactNode }) {
  const { session } = useLab();
  const { links } = useLabSnapshot();
  const { attempt, start } = useAttempt<unknown>();
  const read = useCallback(() => crossingOf(session, name), [session, name]);
  const { totals, wants, isSeen } = usePolled(read) ?? nothing;
  const { from, to, kind, accounts } = specOf(session, name);
  const told = links[name]!;
  // The wire of a link with TLS or over WebSocket is not read: then the server that dials says whether it is up.
  const state: LinkState = told.type === 'down' && isSeen ? { type: 'up' } : told;
  // One after the other: the next choice adds to what the one before has made of the link.
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const shape = (change: LinkWeather) => {
    const shaped = before.current.then(() => {
      const weather = weatherOf(session.snapshot.get().links[name]!);
      return session.host.shapeLink(name, { ...weather, ...change });
    });
    before.current = shaped.catch(() => {});
    return shaped;
  };
  return (
    <>
      <p className={styles.title}>
        <strong>{name}</strong> {words(state)}
      </p>
      {kind === 'leaf' && state.type !== 'up' && <DialError server={from} peer={to} />}
      <Actions actions={actionsFor(session, name, state)} attempt={attempt} onAct={start} />
      {acts}
      {state.type !== 'cut' && (
        <Weather weather={weatherOf(state)} onChange={(change) => start(() => shape(change))} />
      )}
      <dl className={styles.facts}>
        <div>
          <dt>{kindWords[kind]}</dt>
          <dd>
            {from} dials {to}
            {accounts?.map(
              ({ local, remote }) => `; account ${local} of ${from} is ${remote} of ${to}`,
            )}
          </dd>
        </div>
        <div>
          <dt>
            {from} → {to}
          </dt>
          <dd>
            {totals.out.frames} frames, {totals.out.bytes} bytes
          </dd>
        </div>
        <div>
          <dt>
            {to} → {from}
          </dt>
          <dd>
            {totals.in.frames} frames, {totals.in.bytes} bytes
          </dd>
        </div>
        {wants.map(({ server, subjects }) => (
          <div key={server}>
            <dt>{server} wants</dt>
            <dd>
              {subjects.length === 0
                ? 'nothing'
                : subjects.map((subject, i) => (
                    <Fragment key={subject}>
                      {i > 0 && ', '}
                      <code>{subject}</code>
                    </Fragment>
                  ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** The subjects that a server has told the other side of a link it wants. */
interface Wants {
  server: string;
  subjects: string[];
}

const specOf = ({ topology }: LabSession, name: string): LinkSpec =>
  topology.links.find((link) => link.name === name)!;

async function crossingOf(session: LabSession, name: string): Promise<Crossing> {
  const { host, polling } = session;
  const { kind, from, to } = specOf(session, name);
  const totals = await host.linkTotals(name);
  if (kind !== 'leaf') return { totals, wants: [], isSeen: false };
  const [wants, leafs] = await Promise.all([
    wantsOf(polling, from, to),
    leafsOf(polling, from).catch(() => []),
  ]);
  return { totals, wants, isSeen: leafs.some((leaf) => leaf.name === to) };
}

/** Asks each end for the interest of the other. An end that does not run is left out. */
async function wantsOf(host: Monitor, from: string, to: string): Promise<Wants[]> {
  const ask = async (server: string, at: string): Promise<Wants[]> => {
    const leafs = await wantingLeafsOf(host, at, server).catch(() => []);
    if (leafs.length === 0) return [];
    const subjects = leafs.flatMap(({ subscriptions_list: list }) => list ?? []).filter(isPlain);
    return [{ server, subjects: inBrief(subjects) }];
  };
  return [...(await ask(from, to)), ...(await ask(to, from))];
}

function words(state: LinkState): string {
  if (state.type === 'down') return 'is not connected';
  if (state.type === 'up') return 'is connected';
  return state.how === 'refused'
    ? 'is cut: a dial is refused'
    : 'is cut in silence: no data arrives, and neither server is told';
}

function actionsFor(session: LabSession, name: string, { type }: LinkState): Action[] {
  const { host } = session;
  if (type === 'cut') {
    return [{ name: 'Heal the link', working: 'Healing…', act: () => host.healLink(name) }];
  }
  return [
    { name: 'Cut the link', working: 'Cutting…', act: () => host.cutLink(name, 'refused') },
    {
      name: 'Cut it in silence',
      working: 'Cutting…',
      act: () => host.cutLink(name, 'silent'),
    },
  ];
}

const delays = [0, 50, 200, 1000];
const bandwidths = [0, 1_000_000, 100_000, 10_000];

const weatherOf = (state: LinkState): LinkWeather =>
  state.type === 'up' ? (state.weather ?? {}) : {};

/** How slow the link is, for the reader to choose. A change is one value, the others stay. */
function Weather(props: { weather: LinkWeather; onChange: (change: LinkWeather) => void }) {
  const { weather, onChange } = props;
  const id = useId();
  const choice = (
    label: string,
    key: keyof LinkWeather,
    values: number[],
    say: (value: number) => string,
  ) => (
    <label htmlFor={`${id}${key}`}>
      {label}{' '}
      <select
        id={`${id}${key}`}
        value={weather[key] ?? 0}
        onChange={(event) => onChange({ [key]: Number(event.target.value) })}
      >
        {values.map((value) => (
          <option key={value} value={value}>
            {value === 0 ? 'none' : say(value)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className={styles.options}>
      {choice('Delay each way', 'delay', delays, (ms) => `${ms} ms`)}
      {choice('Jitter', 'jitter', delays.slice(0, 3), (ms) => `± ${ms} ms`)}
      {choice('Bandwidth limit', 'bandwidth', bandwidths, (rate) => `${rate / 1000} kB/s`)}
    </div>
  );
}
