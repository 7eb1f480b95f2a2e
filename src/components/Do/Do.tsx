import { useState } from 'react';
import { perform, targetOf, wordsOf, type Act } from '../../lab/exercise/act.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { useExerciseTools } from '../Step/useExerciseTools.ts';
import styles from './Do.module.css';
import { errorText } from '../../lab/error-text.ts';

type Done =
  { type: 'no' | 'working' } | { type: 'done'; run: number } | { type: 'refused'; why: string };

/** A button in a text that does something to a link or a server of the page's lab. */
export default function Do(act: Act) {
  const { session } = useLab();
  const { state, run } = useLabSnapshot();
  const tools = useExerciseTools();
  const [done, setDone] = useState<Done>({ type: 'no' });
  known(act, session.topology);
  const ready = state.type === 'running' && done.type !== 'working';

  const press = () => {
    setDone({ type: 'working' });
    perform(act, tools).then(
      () => setDone({ type: 'done', run }),
      (error: unknown) => setDone({ type: 'refused', why: errorText(error) }),
    );
  };
  return (
    <div className={styles.do}>
      <button
        type="button"
        className="button button--secondary button--sm"
        aria-disabled={!ready}
        onClick={() => ready && press()}
      >
        {wordsOf(act)}
      </button>
      <span role="status">
        {state.type !== 'running' && 'Start the servers first.'}
        {done.type === 'working' && 'Doing it…'}
        {done.type === 'done' && done.run === run && state.type === 'running' && 'Done.'}
        {done.type === 'refused' && `That was refused: ${done.why}`}
      </span>
    </div>
  );
}

/** @throws Error if the lab has no link or server of that name */
function known(act: Act, { servers, links }: Topology): void {
  const { kind, name } = targetOf(act);
  if (!(kind === 'link' ? links : servers).some((one) => one.name === name)) {
    throw new Error(`There is no ${kind} ${name} in this lab.`);
  }
}
