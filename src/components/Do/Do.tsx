import { targetOf, wordsOf, type Act } from '../../lab/exercise/act.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { lossBy, performTold } from '../shared/acts.ts';
import Ask from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';
import { useAttempt } from '../shared/useAttempt.ts';
import { notYet } from '../shared/not-yet.ts';
import styles from './Do.module.css';

/** A button in a text that does something to a link or a server of the page's lab. */
export default function Do(act: Act) {
  const lab = useLab();
  const { session } = lab;
  const { state } = useLabSnapshot();
  const { attempt, start } = useAttempt<string | undefined>();
  known(act, session.topology);
  const running = state.type === 'running';
  const ready = running && attempt.type !== 'working';
  const loss = lossBy(act, session);
  const button = { name: wordsOf(act), small: true, idle: !ready };
  const run = () => start(() => performTold(act, lab));
  return (
    <div className={styles.do}>
      {loss ? (
        <Ask {...button} {...loss} look="danger" onYes={run} />
      ) : (
        <Press {...button} onPress={run} />
      )}
      <span role="status">
        {!running && notYet(state)}
        {running && attempt.type === 'working' && 'Doing it…'}
        {running && attempt.type === 'done' && (attempt.value ?? 'Done.')}
        {running && attempt.type === 'failed' && `That was refused: ${attempt.why}`}
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
