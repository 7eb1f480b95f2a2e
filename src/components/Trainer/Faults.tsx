import { useState } from 'react';
import type { Fault } from '../../class/records.ts';
import Ask from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';
import type { Station } from './class-map.ts';
import styles from './ClassMap.module.css';
import { useTrainer, useView } from './context.ts';
import { useWish } from './useWish.ts';

/** What a trainer breaks on purpose: the links of the tabs that have joined, or the hub. */
export default function Faults({ stations }: { stations: readonly Station[] }) {
  const { drives } = useTrainer();
  const links = useWish();
  const [to, setTo] = useState('all');
  const [delay, setDelay] = useState('250');
  const [said, setSaid] = useState('');
  const idle = links.busy || !drives;
  const whom = to === 'all' ? 'all' : (stations.find(({ id }) => id === to)?.name ?? to);
  const make = (what: Fault['what'], words: string) => {
    setSaid('');
    const request = { to, what, ...(what === 'slow' && { delay: clamp(delay, 0, 10_000) }) };
    links.ask('fault', request, () => setSaid(`${words}: ${whom}.`));
  };
  return (
    <div className={styles.faults}>
      <fieldset>
        <legend>Links of joined tabs</legend>
        <label>
          Whose
          <select value={to} onChange={({ target }) => setTo(target.value)}>
            <option value="all">All</option>
            {stations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Press name="Cut" small idle={idle} onPress={() => make('refused', 'Cut')} />
        <Press
          name="Cut in silence"
          small
          idle={idle}
          onPress={() => make('silent', 'Cut in silence')}
        />
        <span className={styles.slow}>
          <Press name="Slow" small idle={idle} onPress={() => make('slow', 'Slow')} />
          <label>
            by
            <input
              type="number"
              min={0}
              max={10_000}
              step={50}
              value={delay}
              onChange={({ target }) => setDelay(target.value)}
            />
            ms each way
          </label>
        </span>
        <Press
          name="Heal"
          look="primary"
          small
          idle={idle}
          onPress={() => make('heal', 'Healed')}
        />
        <p role="status">{said}</p>
        <p role="alert">{links.problem}</p>
      </fieldset>
      <HubFaults />
    </div>
  );
}

/** How long the hub may be stopped, in seconds. */
const longest = 600;

/** Stops the hub, or one of its nodes if it is several. */
function HubFaults() {
  const { drives } = useTrainer();
  const { nodes = [], elsewhere } = useView().room.hub ?? {};
  const hub = useWish();
  const [chosen, setChosen] = useState('');
  const [typed, setSeconds] = useState('10');
  const [told, setTold] = useState('');
  const node = nodes.find(({ name }) => name === chosen);
  const what = node?.name ?? 'the hub';
  const seconds = clamp(typed, 1, longest);
  const idle = hub.busy || !drives;
  // Others use it too: whoever runs it stops it.
  if (elsewhere) return null;
  const ask = (request: { seconds: number }, words: string) => {
    setTold('');
    hub.ask('stop-hub', { ...request, ...(node && { node: node.name }) }, () => setTold(words));
  };
  return (
    <fieldset>
      <legend>The hub</legend>
      {nodes.length > 0 && (
        <label>
          Which part
          <select value={node?.name ?? ''} onChange={({ target }) => setChosen(target.value)}>
            <option value="">All of it</option>
            {nodes.map(({ name, running }) => (
              <option key={name} value={name}>
                {running ? name : `${name}, stopped`}
              </option>
            ))}
          </select>
        </label>
      )}
      {node?.running === false ? (
        <Press
          name={`Start ${what} now`}
          look="primary"
          small
          idle={idle}
          onPress={() => ask({ seconds: 1 }, `${node.name} is started.`)}
        />
      ) : (
        <>
          <label>
            Stop it for
            <input
              type="number"
              min={1}
              max={longest}
              value={typed}
              onChange={({ target }) => setSeconds(target.value)}
            />
            seconds
          </label>
          <Ask
            name={`Stop ${what}`}
            look="danger"
            small
            idle={idle}
            question={() =>
              `Stop ${what} for ${seconds} seconds? It ends at once, as in a crash. ${
                node
                  ? 'Its clients and leaf nodes dial another node.'
                  : 'Each attendee works on alone, and so does this page.'
              }`
            }
            yes="Stop it"
            no="Leave it"
            onYes={() => ask({ seconds }, 'It stops, and comes back by itself.')}
          />
        </>
      )}
      <p role="status">{told}</p>
      <p role="alert">{hub.problem}</p>
    </fieldset>
  );
}

/** A whole number between two, as it was typed. */
const clamp = (typed: string, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.round(Number(typed)) || least));
