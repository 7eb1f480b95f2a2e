import { Children, isValidElement, useId, useState, type ReactNode } from 'react';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { useDoneNow } from '../Lab/done-now.ts';
import { tellLab } from '../Lab/lab-news.ts';
import ReleaseLine from '../Release/ReleaseLine.tsx';
import Checks from './Checks.tsx';
import Hint from './Hint.tsx';
import styles from './Step.module.css';
import Press from '../Press/Press.tsx';
import ShowMe from './ShowMe.tsx';
import { useDone } from '../shared/useDone.ts';
import { fenced } from '../shared/fenced.ts';

/**
 * One step of a lab: what to do, hints one after the other, and checks that read the servers. "Show
 * me" does what the step asks for, before the reader's eyes. A step that was done in an earlier run is told from one
 * that has been done on the servers that run. Its `id` is that of a step of the lab's exercise, `since` the first release of
 * nats-server on which it can be done.
 */
function Step(props: { id: string; since?: string; children: ReactNode }) {
  const { exercise } = useLab();
  const { run } = useLabSnapshot();
  const step = exercise?.steps.find(({ id }) => id === props.id);
  if (!exercise || !step) throw new Error(`There is no step ${props.id} in this lab.`);
  const number = exercise.steps.indexOf(step) + 1;
  const isDone = useDone(exercise.name, step.id);
  const isNow = useDoneNow().includes(step.id) && isDone;
  const heading = useId();
  const children = Children.toArray(props.children);
  const isHint = (child: ReactNode) => isValidElement(child) && child.type === Hint;
  return (
    <section id={step.id} className={styles.step} aria-labelledby={heading}>
      <h2 id={heading} className={styles.title}>
        <span
          className={styles.number}
          data-done={isNow ? 'now' : isDone ? 'earlier' : undefined}
          aria-hidden="true"
        >
          {isDone ? '✓' : number}
        </span>
        <span>
          {step.title}
          {isNow && <span className="only-heard"> (done)</span>}
          {isDone && !isNow && <span className={styles.earlier}> (done in an earlier run)</span>}
        </span>
      </h2>
      <ReleaseLine since={props.since} />
      {children.filter((child) => !isHint(child))}
      <Hints
        hints={children.filter(isHint)}
        title={step.title}
        onAsk={() => tellLab({ lab: exercise.name, what: 'hint', step: step.id })}
      />
      <Checks key={run} exercise={exercise} step={step} />
      <ShowMe exercise={exercise} step={step} />
    </section>
  );
}

/**
 * Hints in their order: the next one shows once the one before has been asked for. All are in the page,
 * from which its Markdown and the search are made.
 */
function Hints(props: { hints: ReactNode[]; title: string; onAsk: () => void }) {
  const { hints, title, onAsk } = props;
  const [asked, setAsked] = useState(0);
  if (hints.length === 0) return null;
  return (
    <div className={styles.hints}>
      <ol>
        {hints.map((hint, i) => (
          <li key={i} hidden={i >= asked}>
            {hint}
          </li>
        ))}
      </ol>
      {asked < hints.length && (
        <Press
          name={asked === 0 ? 'A hint' : 'Another hint'}
          label={`${asked === 0 ? 'A hint' : 'Another hint'}: ${title}`}
          look="quiet"
          onPress={() => {
            setAsked(asked + 1);
            onAsk();
          }}
        />
      )}
    </div>
  );
}

export default fenced('The step', Step);
