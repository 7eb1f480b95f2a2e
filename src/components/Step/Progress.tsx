import type { ExerciseStep } from '../../lab/exercise/exercise.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { useDoneNow } from '../Lab/done-now.ts';
import Link from '@docusaurus/Link';
import { useDoc, useDocsSidebar } from '@docusaurus/plugin-content-docs/client';
import Ask from '../Press/Ask.tsx';
import { forget } from '../Lab/progress.ts';
import styles from './Step.module.css';
import { lazyPart } from '../shared/lazy-part.ts';
import { useStepsLeft } from '../shared/useDone.ts';

/** The reader's progress in this lab, the next step, and a way to forget the progress. */
export default function Progress() {
  const { exercise, doneNow } = useLab();
  if (!exercise) throw new Error('This lab has no exercise.');
  const { name, steps } = exercise;
  const left = useStepsLeft(exercise);
  const [next] = left;
  const done = steps.length - left.length;
  const now = useDoneNow();
  const isDone = ({ id }: ExerciseStep) => !left.some((one) => one.id === id);
  const earlier = steps.filter((step) => isDone(step) && !now.includes(step.id)).length;
  return (
    <div className={styles.progress}>
      <div role="status" className={styles.standing}>
        {next ? (
          <p>
            {done} of {steps.length} steps done{earlierWords(earlier, done)}. Next:{' '}
            <a href={`#${next.id}`}>{next.title}</a>
          </p>
        ) : (
          <TheEnd steps={steps.length} earlier={earlier} />
        )}
      </div>
      <CompareDone />
      {done > 0 && (
        <Ask
          name="Forget what I have done here"
          look="loss"
          question={() => `Forget that you have done ${stepsWords(done)} of this lab?`}
          yes="Forget it"
          no="Keep it"
          onYes={() => {
            forget(name);
            doneNow.set({ run: 0, steps: [] });
          }}
        />
      )}
    </div>
  );
}

const Compare = lazyPart('The comparison', () => import('../Compare/Compare.tsx'));

/** Compares with the solution what was done in this run, shown or not, where servers of this tab can do it. */
function CompareDone() {
  const { exercise, runsOn } = useLab();
  const { run } = useLabSnapshot();
  const now = useDoneNow();
  const last = exercise?.steps.findLast(({ id }) => now.includes(id));
  if (!exercise || exercise.elsewhere || !last || runsOn().type !== 'tab') return null;
  return <Compare key={`${run}/${last.id}`} exercise={exercise} last={last} />;
}

/** All is done: the goal that is reached, and where the reader goes from here. */
function TheEnd({ steps, earlier }: { steps: number; earlier: number }) {
  const { metadata, frontMatter } = useDoc();
  const { goal } = frontMatter as { goal?: string };
  const lab = useNextLab();
  const page = metadata.next?.permalink === lab?.href ? undefined : metadata.next;
  return (
    <>
      <p>
        <strong>
          {steps === 1 ? 'Done' : `All ${steps} steps are done`}
          {earlierWords(earlier, steps)}.
        </strong>
        {goal && <> You have reached the goal: {goal}</>}
      </p>
      {(page ?? lab) && (
        <p className={styles.next}>
          {page && (
            <span>
              Read on: <Link to={page.permalink}>{page.title}</Link>
            </span>
          )}
          {lab && (
            <span>
              Next lab: <Link to={lab.href}>{lab.label}</Link>
            </span>
          )}
        </p>
      )}
    </>
  );
}

/** The lab that follows in the sidebar, or the trouble. */
function useNextLab() {
  const { metadata } = useDoc();
  const items = useDocsSidebar()?.items ?? [];
  const at = items.findIndex((item) => item.type === 'link' && item.docId === metadata.id);
  const next = items[at + 1];
  return at >= 0 && next?.type === 'link' ? next : undefined;
}

/** Servers that have been started since know nothing of steps that were done before. */
const earlierWords = (earlier: number, done: number): string => {
  if (earlier === 0) return '';
  return earlier === done ? ', in an earlier run' : `, ${earlier} of them in an earlier run`;
};

const stepsWords = (steps: number): string => (steps === 1 ? 'one step' : `${steps} steps`);
