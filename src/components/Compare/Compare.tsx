import { Fragment, useEffect, useRef, useState } from 'react';
import type { Exercise, ExerciseStep } from '../../lab/exercise/exercise.ts';
import { errorText } from '../../lab/error-text.ts';
import { placesOf } from '../../lab/monitoring/places.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { solvedApart } from '../Lab/solved-apart.ts';
import Press from '../Press/Press.tsx';
import styles from './Compare.module.css';
import { sideBySide, type Row } from './side-by-side.ts';
import { streamDifferences } from './stream-differences.ts';

type Attempt =
  | { type: 'idle' }
  | { type: 'working'; words: string }
  | { type: 'failed'; why: string }
  | { type: 'done'; configs: { server: string; groups: Row[][] }[]; streams: string[] };

/** Compares the reader's servers with others on which the steps were done by their solutions, up to one. */
export default function Compare({ exercise, last }: { exercise: Exercise; last: ExerciseStep }) {
  const { session } = useLab();
  const { run } = useLabSnapshot();
  const [attempt, setAttempt] = useState<Attempt>({ type: 'idle' });
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(new Error('the page was left')), [run]);

  const compare = async () => {
    stop.current?.abort(new Error('asked again'));
    const controller = new AbortController();
    stop.current = controller;
    const { signal } = controller;
    const set = (next: Attempt) => {
      if (stop.current === controller) setAttempt(next);
    };
    set({ type: 'working', words: 'Starting servers for the solution, beside yours…' });
    try {
      const solution = await solvedApart(exercise, last, {
        signal,
        onStep: ({ title }) => set({ type: 'working', words: `The solution of “${title}”…` }),
      });
      const { configs, servers } = session.snapshot.get();
      const places = await placesOf(session.host, session.topology, servers);
      set({
        type: 'done',
        configs: session.topology.servers.map(({ name }) => ({
          server: name,
          groups: sideBySide(configs[name] ?? '', solution.configs[name] ?? ''),
        })),
        streams: streamDifferences(places, solution.places),
      });
    } catch (error) {
      set(signal.aborted ? { type: 'idle' } : { type: 'failed', why: errorText(error) });
    }
  };
  const working = attempt.type === 'working';
  return (
    <div className={styles.compare}>
      <div className={styles.acts}>
        <Press
          name={attempt.type === 'done' ? 'Compare again' : 'Compare mine with the solution'}
          small
          idle={working}
          onPress={() => void compare()}
        />
        {working && (
          <Press
            name="Cancel"
            label="Cancel the comparison"
            small
            onPress={() => stop.current?.abort(new Error('cancelled'))}
          />
        )}
        <span role="status">
          {working && attempt.words}
          {attempt.type === 'failed' && `That did not work. ${attempt.why}`}
          {attempt.type === 'done' && `Compared with the solution up to “${last.title}”.`}
        </span>
      </div>
      {attempt.type === 'done' && (
        <>
          {attempt.configs.map(({ server, groups }) =>
            groups.length === 0 ? (
              <p key={server}>
                <code>{server}.conf</code> is as in the solution.
              </p>
            ) : (
              <Difference key={server} server={server} groups={groups} />
            ),
          )}
          {attempt.streams.length === 0 ? (
            <p>The streams and their durable consumers are as in the solution.</p>
          ) : (
            <ul aria-label="Streams that differ">
              {attempt.streams.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </div>
  );
}

function Difference({ server, groups }: { server: string; groups: Row[][] }) {
  return (
    <div
      className={styles.scroll}
      tabIndex={0}
      role="group"
      aria-label={`${server}.conf, compared`}
    >
      <table className={styles.rows}>
        <caption>
          <code>{server}.conf</code>
        </caption>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              Yours
            </th>
            <th scope="col" colSpan={2}>
              The solution
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map((rows, group) => (
            <Fragment key={group}>
              {group > 0 && (
                <tr className={styles.between}>
                  <td colSpan={4}>…</td>
                </tr>
              )}
              {rows.map((row, at) => (
                <tr key={at} data-changed={row.changed || undefined}>
                  <Side line={row.mine} changed={row.changed} mark="−" />
                  <Side line={row.other} changed={row.changed} mark="+" />
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Side(props: { line: Row['mine']; changed: boolean; mark: string }) {
  const { line, changed, mark } = props;
  const marked = changed && line !== undefined;
  return (
    <>
      <td className={styles.number}>
        {marked && mark} {line?.number}
      </td>
      <td className={styles.text} data-mark={marked ? mark : undefined}>
        {line?.text}
      </td>
    </>
  );
}
