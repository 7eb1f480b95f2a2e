import { useId, useState, type ReactNode } from 'react';
import CodeBlock from '@theme/CodeBlock';
import type { LabHost } from '../../lab/host.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import styles from './Step.module.css';

/** What a step is given: clients of the lab's servers, and the servers' monitoring. */
export interface StepTools {
  connect(server: string): Promise<NatsConnection>;
  monitor: LabHost['monitor'];
}

/** Runs against the lab, and answers what to show of it. A rejection is shown as what the server said. */
export type RunStep = (tools: StepTools) => Promise<unknown>;

type Outcome =
  | { type: 'none' }
  | { type: 'working' }
  | { type: 'answered'; text: string }
  | { type: 'refused'; text: string };

/** A piece of client code that the reader can run: what is shown is the file that runs. */
export default function Step(props: {
  title: string;
  run: RunStep;
  source: string;
  children?: ReactNode;
}) {
  const { connect, session } = useLab();
  const running = useLabSnapshot().state.type === 'running';
  const [outcome, setOutcome] = useState<Outcome>({ type: 'none' });
  const heading = useId();

  const run = async () => {
    setOutcome({ type: 'working' });
    try {
      setOutcome({
        type: 'answered',
        text: show(await props.run({ connect, monitor: session.host.monitor })),
      });
    } catch (error) {
      setOutcome({ type: 'refused', text: error instanceof Error ? error.message : String(error) });
    }
  };

  return (
    <section className={styles.step} aria-labelledby={heading}>
      <p id={heading} className={styles.title}>
        {props.title}
      </p>
      {props.children}
      <CodeBlock language="ts">{body(props.source)}</CodeBlock>
      <div className={styles.run}>
        <button
          type="button"
          className="button button--primary button--sm"
          disabled={!running || outcome.type === 'working'}
          onClick={() => void run()}
        >
          {outcome.type === 'working' ? 'Running…' : 'Run'}
          <span className="sr-only">: {props.title}</span>
        </button>
        {!running && <span className={styles.hint}>Start the servers first.</span>}
      </div>
      <div role="status" className={styles.outcome} data-outcome={outcome.type}>
        {outcome.type === 'answered' && <pre tabIndex={0}>{outcome.text}</pre>}
        {outcome.type === 'refused' && <pre tabIndex={0}>Refused: {outcome.text}</pre>}
      </div>
    </section>
  );
}

/** The lines of a step's file that speak to NATS: without its imports and its wrapping. */
function body(source: string): string {
  const lines = source.trimEnd().split('\n');
  const start = lines.findIndex((line) => line.startsWith('export default'));
  return lines
    .slice(start + 1, -1)
    .map((line) => line.replace(/^ {2}/, ''))
    .join('\n');
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
