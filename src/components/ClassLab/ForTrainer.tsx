import Link from '@docusaurus/Link';
import CodeBlock from '@theme/CodeBlock';
import { useId, useState } from 'react';
import { classLabs } from '../../../labs/class-labs.ts';
import styles from './ForTrainer.module.css';
import { useSeatCount } from './useSeatCount.ts';

interface ForTrainerProps {
  /** The name of the class lab, and the step of it. */
  lab: string;
  step: string;
}

/** The lines of a step that the trainer runs at the hub of the class. Those that name each seat ask how many there are. */
export default function ForTrainer({ lab, step }: ForTrainerProps) {
  const found = classLabs.find(({ exercise }) => exercise.name === lab);
  const once = found?.once?.[step];
  const often = found?.often?.[step];
  if (!once && !often) throw new Error(`The trainer has no lines at the step ${step} of ${lab}.`);
  const there = useSeatCount();
  const [typed, setTyped] = useState<number>();
  const count = typed ?? there ?? 2;
  const id = useId();
  const seats = Array.from({ length: count }, (_, i) => `seat-${i + 1}`);
  const lines = once?.(seats) ?? [];
  const asksSeats = once !== undefined && lines.join() !== once([]).join();
  return (
    <section className={styles.trainer} aria-labelledby={id}>
      <p id={id} className={styles.title}>
        For the trainer, in a terminal at the hub, with the{' '}
        <Link to="/workshop/prepare-a-room#your-terminal">nats CLI</Link>
      </p>
      {asksSeats && (
        <label className={styles.count} data-page-only>
          Seats in the class
          <input
            type="number"
            min={1}
            max={300}
            value={count}
            onChange={({ target: { valueAsNumber } }) => {
              if (valueAsNumber >= 1 && valueAsNumber <= 300) setTyped(Math.floor(valueAsNumber));
            }}
          />
        </label>
      )}
      {once && (
        <>
          <p>Once, when all have done what the step asks:</p>
          <CodeBlock language="bash">{asShell(lines)}</CodeBlock>
          {asksSeats && (
            <p>
              If people may come late, enter a few seats more: the hub asks for theirs again and
              again, and has their readings within some minutes. The CLI 0.5.1 cannot add a source
              to a stream. Where <code>ALL</code> lacks a seat, delete it with{' '}
              <code>nats stream rm ALL -f</code>, and run the line again with more seats. No reading
              is lost, since each tab keeps its own.
            </p>
          )}
        </>
      )}
      {often && (
        <>
          <p>Again and again, until all have passed the step:</p>
          <CodeBlock language="bash">{asShell(often)}</CodeBlock>
        </>
      )}
    </section>
  );
}

const asShell = (lines: readonly string[]) => lines.map((line) => `nats ${line}`).join('\n');
