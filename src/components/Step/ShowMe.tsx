import { useRef } from 'react';
import { bareLine } from '../../console/script.ts';
import { stepsBefore } from '../../lab/exercise/do-steps.ts';
import type { Exercise, ExerciseStep } from '../../lab/exercise/exercise.ts';
import type { Deed } from '../../lab/exercise/telling.ts';
import { part } from '../../loading/part.ts';
import BeforeStart from '../Lab/BeforeStart.tsx';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { useDoneNow } from '../Lab/done-now.ts';
import { tellLab } from '../Lab/lab-news.ts';
import { useFirstStart } from '../Lab/useFirstStart.ts';
import Press from '../Press/Press.tsx';
import UnbrokenFlags from '../shared/UnbrokenFlags.tsx';
import { useAttempt } from '../shared/useAttempt.ts';
import { useDone } from '../shared/useDone.ts';
import { useRunState } from '../shared/useRunState.ts';
import styles from './Step.module.css';

/** Wanted only by a reader who asks to be shown. */
const loadShow = part(() => import(/* webpackChunkName: 'wire' */ './show-steps.ts'));

/** What was done for the reader, in words, with how often; a line as one types it. */
interface ToldDeed {
  words: string;
  line: boolean;
  times: number;
}

const none: readonly ToldDeed[] = [];

/**
 * A button that does a step for the reader, and the steps before it that have not been done on these servers, and lists
 * all that it does. A step that has been done on them has none.
 */
export default function ShowMe({ exercise, step }: { exercise: Exercise; step: ExerciseStep }) {
  const lab = useLab();
  const { state } = useLabSnapshot();
  const doneNow = useDoneNow();
  const doneOnce = useDone(exercise.name, step.id);
  const { attempt, start } = useAttempt();
  const [deeds, update] = useRunState(none);
  const [doing, setDoing] = useRunState('');
  const cancel = useRef(() => {});
  const numberOf = ({ id }: ExerciseStep) => exercise.steps.findIndex((one) => one.id === id) + 1;
  const missing = stepsBefore(exercise, step.id).filter(({ id }) => !doneNow.includes(id));
  const running = state.type === 'running';
  const working = running && attempt.type === 'working';

  const show = async () => {
    update(() => none);
    for (const { id } of [...missing, step])
      tellLab({ lab: exercise.name, what: 'shown', step: id });
    const { showSteps } = await loadShow();
    await showSteps(lab, [...missing, step], {
      onBegun: (stop) => (cancel.current = stop),
      onStep: (one) => setDoing(() => `Step ${numberOf(one)}: ${one.title}…`),
      onDeed: (deed) => update((was) => withDeed(was, deed)),
    });
  };
  const first = useFirstStart(() => start(show));

  if (exercise.elsewhere === 'own hub') {
    return (
      <p className={styles.notYet}>
        A page cannot do this step: it is done at your own hub. The hints have each line.
      </p>
    );
  }
  if (exercise.elsewhere === 'class' && !doneNow.includes(exercise.steps[0]!.id)) return null;
  if (doneNow.includes(step.id) && attempt.type === 'idle') return null;
  const shown = running && attempt.type === 'done';
  const name = working ? 'Doing it…' : shown ? 'Shown' : doneOnce ? 'Show me again' : 'Show me';
  return (
    <>
      <div className={styles.actions}>
        <Press
          name={name}
          label={`${name}: ${step.title}`}
          small
          idle={first.idle || working || shown}
          starts={first.starts}
          onPress={first.press}
        />
        {working && (
          <Press
            name="Cancel"
            label={`Cancel: ${step.title}`}
            small
            onPress={() => cancel.current()}
          />
        )}
        <span role="status">
          <BeforeStart first={first} />
          {running &&
            attempt.type === 'idle' &&
            missing.length > 0 &&
            firstWords(missing.map(numberOf))}
          {working && doing}
          {running &&
            attempt.type === 'done' &&
            'Done for you, and its checks pass. This was done:'}
          {running && attempt.type === 'failed' && `That did not work. ${attempt.why}`}
        </span>
      </div>
      {running && deeds.length > 0 && (
        <ol className={styles.deeds} aria-label="What was done for you">
          {deeds.map(({ words, line, times }, i) => (
            <li key={i}>
              {line ? (
                <code>
                  <UnbrokenFlags line={words} />
                </code>
              ) : (
                words
              )}
              {times > 1 && ` (${times} times)`}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

const firstWords = (numbers: number[]) =>
  numbers.length === 1
    ? `Step ${numbers[0]} is not done on these servers, and is done first.`
    : `Steps ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)} are not done on these servers, and are done first.`;

/** A list of deeds with one more. One that is done over and over is told once. */
function withDeed(was: readonly ToldDeed[], deed: Deed): readonly ToldDeed[] {
  const line = deed.type === 'line';
  const words = line ? `${deed.server}$ nats ${bareLine(deed.line)}` : deed.words;
  const last = was.at(-1);
  if (last?.words !== words) return [...was, { words, line, times: 1 }];
  return [...was.slice(0, -1), { ...last, times: last.times + 1 }];
}
