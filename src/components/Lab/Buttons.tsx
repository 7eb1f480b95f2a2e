import { useState, useSyncExternalStore } from 'react';
import type { ExerciseStep } from '../../lab/exercise/exercise.ts';
import type { LabState } from '../../lab/session/session.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { part } from '../../loading/part.ts';
import Ask from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';
import { useKeptFocus } from '../Press/useKeptFocus.ts';
import { useLab, useLabSnapshot } from './context.ts';
import { progress } from './progress.ts';
import { useHostChoice } from './HostPicker.tsx';
import type { HostChoice } from './host-choice.ts';
import { forgetConfigs, keptConfigs, type KeptConfigs } from './kept-configs.ts';
import type { ModuleArrived } from '../../hosts/tab/kept-modules.ts';
import { arrivedWords, moduleArrived } from './module-arrived.ts';
import { tellLab } from './lab-news.ts';
import styles from './LabControls.module.css';
import { lossByReset, lossByStop } from './losses.ts';

/**
 * Starts, stops and resets the lab. Cancel stands beside the button that has started it, and Stop and Reset ask where
 * something stored would be lost.
 */
export default function Buttons() {
  const lab = useLab();
  const { session, runsOn } = lab;
  const { state } = useLabSnapshot();
  const choice = useHostChoice();
  const { group, acted } = useKeptFocus<HTMLDivElement>();
  const act = (done: () => void) => () => {
    acted();
    done();
  };
  const stop = act(() => session.stop());
  const later = useLaterStep();
  const [kept, setKept] = useState(true);
  const mine = useKeptConfigs();
  const changed = Object.keys(mine);
  const bringing = useBringing();
  const atRest = state.type === 'idle' || state.type === 'failed';
  const arrived = useSyncExternalStore(
    moduleArrived.subscribe,
    moduleArrived.get,
    moduleArrived.get,
  );
  const inTab = runsOn().type === 'tab';
  if (state.type !== 'running') {
    return (
      <div ref={group} className={styles.buttons}>
        <Press
          name={atRest ? startWords(state, choice, arrived) : inTab ? 'Starting…' : 'Joining…'}
          look="primary"
          idle={!atRest}
          starts={atRest && choice.type === 'tab'}
          onPress={act(() => {
            session.startWith(kept ? mine : originals(session.topology, changed));
            lab.bringing.set(undefined);
            void session.start();
          })}
        />
        {atRest && later && choice.type === 'tab' && (
          <Press
            name={`Bring the servers to step ${later.number}`}
            starts
            onPress={act(() => {
              lab.bringing.set(undefined);
              void loadBring().then(({ bringTo }) => bringTo(lab, later.step, kept ? mine : {}));
            })}
          />
        )}
        {!atRest && <Press name="Cancel" onPress={stop} />}
        {atRest && later && choice.type === 'tab' && (
          <p className={styles.choice}>
            {later.number === 2 ? 'Step 1 was' : `${later.number - 1} steps were`} done in an
            earlier run. Start begins before step 1.
          </p>
        )}
        {atRest && changed.length > 0 && choice.type === 'tab' && (
          <label className={styles.choice}>
            <input
              type="checkbox"
              checked={kept}
              onChange={({ target }) => setKept(target.checked)}
            />
            with your {changed.length === 1 ? 'configuration' : 'configurations'} of{' '}
            {changed.join(' and ')}
          </label>
        )}
      </div>
    );
  }
  if (bringing?.type === 'doing') {
    return (
      <div ref={group} className={styles.buttons}>
        <Press name="Cancel" onPress={act(bringing.cancel)} />
        <p role="status" className={styles.status}>
          {bringing.words}
        </p>
      </div>
    );
  }
  return (
    <div ref={group} className={styles.buttons}>
      <Ask
        name={inTab ? 'Stop the servers' : 'Leave my servers'}
        look="danger"
        question={() => lossByStop(lab)}
        yes="Stop and lose it"
        no="Keep them running"
        onYes={stop}
      />
      <Ask
        name="Reset"
        look="loss"
        question={() => lossByReset(lab)}
        yes="Wipe and start again"
        no="Keep all"
        onYes={act(() => {
          forgetConfigs(lab.name, session.topology);
          lab.bringing.set(undefined);
          if (lab.exercise) tellLab({ lab: lab.name, what: 'reset' });
          void session.reset();
        })}
      />
      {bringing && (
        <p role="status" className={styles.choice}>
          {bringing.words}
        </p>
      )}
    </div>
  );
}

/** Loaded only for a reader who comes back to a lab. */
const loadBring = part(() => import(/* webpackChunkName: 'wire' */ './bring.ts'));

const originals = ({ servers }: Topology, names: readonly string[]): KeptConfigs =>
  Object.fromEntries(
    servers.filter(({ name }) => names.includes(name)).map(({ name, config }) => [name, config]),
  );

/** The first step that is left in a lab whose earlier steps the reader has done, if the page can do those. */
function useLaterStep(): { step: ExerciseStep; number: number } | undefined {
  const { exercise } = useLab();
  const done = useSyncExternalStore(progress.subscribe, progress.get, () => undefined);
  if (!exercise || exercise.elsewhere || !done) return undefined;
  const { name, steps } = exercise;
  const at = steps.findIndex(({ id }) => !done[`${name}/${id}`]);
  return at > 0 ? { step: steps[at]!, number: at + 1 } : undefined;
}

const none: KeptConfigs = {};

function useKeptConfigs(): KeptConfigs {
  const { name, session } = useLab();
  const kept = keptConfigs(name, session.topology);
  return useSyncExternalStore(kept.subscribe, kept.get, () => none);
}

function useBringing() {
  const { bringing } = useLab();
  return useSyncExternalStore(bringing.subscribe, bringing.get, () => undefined);
}

function startWords(
  { type }: LabState,
  choice: HostChoice,
  { whole, received, total }: ModuleArrived,
): string {
  if (choice.type === 'servers') return 'Join my servers';
  if (received > 0 && !whole) return `Go on from ${arrivedWords({ received, total })}`;
  return type === 'failed' ? 'Start again' : 'Start the servers';
}
