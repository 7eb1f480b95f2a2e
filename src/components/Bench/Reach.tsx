import { useMemo, useState } from 'react';
import { subjectsIn, whyNoSubject } from '../../bench/reach-subjects.ts';
import { reachTable } from '../../bench/reach-table.ts';
import { useLabSnapshot } from '../Lab/context.ts';
import Press from '../Press/Press.tsx';
import { useBench, useSight } from './desk-context.ts';
import type { Sight } from './live-sight.ts';
import { keepSubjects, keptSubjects } from './reach-kept.ts';
import ReachGrid from './ReachGrid.tsx';
import { useLook } from './useLook.ts';
import styles from './Reach.module.css';

/** How many subjects are asked at once. */
const most = 6;

/** What reaches what, as the servers answer it. */
export default function Reach() {
  const sight = useSight();
  const { state } = useLabSnapshot();
  const { attempt, look } = useLook();
  const [typed, setTyped] = useState(keptSubjects);
  const subjects = subjectsIn(typed);
  const wrong =
    subjects.map(whyNoSubject).find((why) => why !== undefined) ??
    (subjects.length > most ? `Type ${most} subjects at most.` : undefined);
  const isWorking = attempt.type === 'working';
  if (state.type !== 'running')
    return (
      <p>
        Start the servers to ask them what reaches what: which domains answer each account, and
        where its messages arrive.
      </p>
    );
  const ask = () => {
    keepSubjects(typed);
    look(subjects);
  };
  return (
    <>
      <form
        className={styles.ask}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWorking && wrong === undefined) ask();
        }}
      >
        <label>
          Subjects to publish to{' '}
          <input
            value={typed}
            spellCheck={false}
            autoCapitalize="off"
            aria-describedby="reach-stored"
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
        <Press
          name={isWorking ? 'Asking…' : sight ? 'Ask the servers again' : 'Ask the servers'}
          look="primary"
          idle={isWorking || wrong !== undefined}
          onPress={ask}
        />
      </form>
      <p id="reach-stored" className={styles.note}>
        {wrong ??
          (subjects.length > 0
            ? 'Each account publishes to them: a stream that takes one of them stores those messages. With the field empty, only subjects that no client uses are asked.'
            : 'Only subjects that no client uses are asked: no stream of yours stores anything.')}
      </p>
      {attempt.type === 'failed' && <p role="alert">{attempt.why}</p>}
      {sight && <Seen sight={sight} />}
    </>
  );
}

/** What the servers answered, and when that was. */
function Seen({ sight }: { sight: Sight }) {
  const { examination, subjects, at, isOld } = sight;
  const { reach, findings } = examination;
  const network = useBench()?.network;
  const table = useMemo(() => {
    const confs = [...(network?.derived.confs.values() ?? [])];
    return reachTable(
      reach,
      findings,
      subjects,
      confs.flatMap(({ domain }) => domain ?? []),
    );
  }, [reach, findings, subjects, network]);
  const published = subjects.reduce((sum, each) => sum + each.published, 0);
  return (
    <>
      <p role="status" className={isOld ? styles.old : styles.note}>
        Asked at <time dateTime={new Date(at).toISOString()}>{timeOf(at)}</time>.
        {isOld && ' It is old: a server, a link or a configuration has changed since. Ask again.'}
        {table.notAsked > 0 && ` ${table.notAsked} cells were not asked, since there are so many.`}
        {published > 0 &&
          ` ${published === 1 ? 'One message was' : `${published} messages were`} published.`}
      </p>
      <ReachGrid key={at} table={table} />
      {table.closed.length > 0 && (
        <details className={styles.closed}>
          <summary>
            Not asked from{' '}
            {table.closed.length === 1 ? 'one account' : `${table.closed.length} accounts`}
          </summary>
          <ul>
            {table.closed.map(({ name, why }) => (
              <li key={name}>
                {name}: {why}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const timeOf = (at: number): string => new Date(at).toLocaleTimeString('en', { hour12: false });
