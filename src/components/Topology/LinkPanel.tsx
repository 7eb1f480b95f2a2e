import { useCallback, useId } from 'react';
import type { LinkState, LinkWeather } from '../../lab/host.ts';
import type { LabSession } from '../../lab/session.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import Actions, { type Action } from './Actions.tsx';
import styles from './Inspector.module.css';
import { useAct } from './useAct.ts';
import { usePolled } from './usePolled.ts';

const noTotals = { bytes: 0, frames: 0 };

/** A link from the inside: what has crossed it; it can be cut, healed and made slow. */
export default function LinkPanel({ name }: { name: string }) {
  const { session } = useLab();
  const { links } = useLabSnapshot();
  const [deed, perform] = useAct();
  const read = useCallback(() => session.host.linkTotals(name), [session, name]);
  const totals = usePolled(read) ?? { out: noTotals, in: noTotals };
  const { from, to, kind, accounts } = session.topology.links.find((link) => link.name === name)!;
  const state = links[name]!;
  return (
    <>
      <p className={styles.title}>
        <strong>{name}</strong> {words(state)}
      </p>
      <Actions actions={actionsFor(session, name, state)} deed={deed} perform={perform} />
      {state.type !== 'cut' && (
        <Weather
          weather={state.type === 'up' ? (state.weather ?? {}) : {}}
          onChange={(weather) => perform('slow', () => session.host.shapeLink(name, weather))}
        />
      )}
      <dl className={styles.facts}>
        <div>
          <dt>{kind === 'leaf' ? 'Leaf connection' : 'Route'}</dt>
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
      </dl>
    </>
  );
}

function words(state: LinkState): string {
  if (state.type === 'down') return 'is not connected';
  if (state.type === 'up') return 'is connected';
  return state.how === 'refused'
    ? 'is cut: whoever dials is refused'
    : 'is cut in silence: nothing arrives, and nobody is told';
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

/** How slow the link is, for the reader to choose. */
function Weather(props: { weather: LinkWeather; onChange: (weather: LinkWeather) => void }) {
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
        onChange={(event) => onChange({ ...weather, [key]: Number(event.target.value) })}
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
