import { targetOf, wordsOf, type Act } from '../../lab/exercise/act.ts';
import type { LabSnapshot } from '../../lab/session/session.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import BeforeStart from '../Lab/BeforeStart.tsx';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { useFirstStart } from '../Lab/useFirstStart.ts';
import { lossBy, performTold } from '../shared/acts.ts';
import Ask from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';
import { useAttempt } from '../shared/useAttempt.ts';
import styles from './Do.module.css';

/** A button in a text that does something to a link or a server of the page's lab. */
export default function Do(act: Act) {
  const lab = useLab();
  const { session } = lab;
  const snapshot = useLabSnapshot();
  const { state } = snapshot;
  const { attempt, start } = useAttempt<string | undefined>();
  known(act, session.topology);
  const running = state.type === 'running';
  // Before the start there is nothing to lose.
  const loss = running ? lossBy(act, session) : undefined;
  const run = () => start(() => performTold(act, lab));
  const first = useFirstStart(run);
  const idle = first.idle || (running && attempt.type === 'working');
  const button = { name: wordsOf(act), small: true, idle, starts: first.starts };
  return (
    <div className={styles.do}>
      {loss ? (
        <Ask {...button} {...loss} look="danger" onYes={run} />
      ) : (
        <Press {...button} onPress={first.press} />
      )}
      <span role="status">
        <BeforeStart first={first} />
        {running && attempt.type === 'working' && 'Doing it…'}
        {running && attempt.type === 'done' && (attempt.value ?? becameOf(act, snapshot))}
        {running && attempt.type === 'failed' && `That was refused: ${attempt.why}`}
      </span>
    </div>
  );
}

/** The state of what it was done to, as the servers and links are now. */
function becameOf(act: Act, { links, servers }: LabSnapshot): string {
  const { kind, name } = targetOf(act);
  if (kind === 'link') {
    const { type } = links[name]!;
    if ('cut' in act && type === 'cut') return `The link ${name} is cut.`;
    if ('heal' in act && type === 'up') return `The link ${name} is up.`;
    if ('heal' in act && type === 'down') return `The link ${name} is whole, and not up yet.`;
    return 'Done.';
  }
  const { type } = servers[name]!;
  if (('stop' in act || 'crash' in act) && type === 'stopped') return `${name} is stopped.`;
  return 'start' in act && type === 'running' ? `${name} runs.` : 'Done.';
}

/** @throws Error if the lab has no link or server of that name */
function known(act: Act, { servers, links }: Topology): void {
  const { kind, name } = targetOf(act);
  if (!(kind === 'link' ? links : servers).some((one) => one.name === name)) {
    throw new Error(`There is no ${kind} ${name} in this lab.`);
  }
}
