import { useId, type ReactNode } from 'react';
import CodeBlock from '@theme/CodeBlock';
import type { LabHost } from '../../lab/network/host.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import { explainError } from '../../nats/nats-errors.ts';
import BeforeStart from '../Lab/BeforeStart.tsx';
import { useLab } from '../Lab/context.ts';
import { useFirstStart } from '../Lab/useFirstStart.ts';
import Press from '../Press/Press.tsx';
import { lazyPart } from '../shared/lazy-part.ts';
import { useAttempt } from '../shared/useAttempt.ts';
import styles from './Try.module.css';
import { fenced } from '../shared/fenced.ts';

/** Wanted only when something has run. */
const Crossed = lazyPart(
  'What crossed',
  () => import(/* webpackChunkName: 'wire' */ '../Wire/Crossed.tsx'),
);

/** Given to the code: clients of the lab's servers, and the servers' monitoring. */
export interface TryTools {
  connect: (server: string) => Promise<NatsConnection>;
  monitor: LabHost['monitor'];
}

/** Runs against the lab, and answers what to show of it. A rejection is shown as a refusal. */
export type RunTry = (tools: TryTools) => Promise<unknown>;

/** The result of a run. `from` and `to`: when its frames crossed, in milliseconds since the epoch. */
interface Outcome {
  type: 'answered' | 'refused';
  text: string;
  from: number;
  to: number;
}

/** How long after its answer a run is still at work on the wire, in milliseconds: a mirror fills. */
const aftermath = 300;

/** A piece of client code that the reader can run: the page shows the very file that runs. */
function Try(props: {
  title: string;
  run: RunTry;
  source: string;
  /** Its expected outcome, which tests compare with real servers: lines in this order, `…` standing for anything. */
  prints?: string;
  /** It may take some seconds to be answered: running it again is part of it. */
  eventually?: boolean;
  /** It is meant to be refused, which the tests hold the servers to. */
  fails?: boolean;
  children?: ReactNode;
}) {
  const { connect, session } = useLab();
  const { attempt, start } = useAttempt<Outcome>();
  const heading = useId();
  const working = attempt.type === 'working';
  const outcome = attempt.type === 'done' ? attempt.value : undefined;

  const run = async (): Promise<Outcome> => {
    const from = Date.now();
    const end = (type: Outcome['type'], text: string) => {
      return { type, text, from, to: Date.now() + aftermath };
    };
    try {
      return end('answered', show(await props.run({ connect, monitor: session.host.monitor })));
    } catch (error) {
      return end('refused', explainError(error));
    }
  };

  const first = useFirstStart(() => start(run));

  return (
    <section className={styles.try} aria-labelledby={heading}>
      <p id={heading} className={styles.title}>
        {props.title}
      </p>
      {props.children}
      <CodeBlock language="ts">{body(props.source)}</CodeBlock>
      <div className={styles.run} data-page-only>
        <Press
          name={working ? 'Running…' : 'Run'}
          label={`${working ? 'Running…' : 'Run'}: ${props.title}`}
          look="primary"
          small
          idle={first.idle || working}
          starts={first.starts}
          onPress={first.press}
        />
        <span className={styles.hint}>
          <BeforeStart first={first} />
        </span>
      </div>
      <div role="status" className={styles.outcome} data-outcome={outcome?.type}>
        {outcome?.type === 'answered' && <pre tabIndex={0}>{outcome.text}</pre>}
        {outcome?.type === 'refused' && <pre tabIndex={0}>Refused: {outcome.text}</pre>}
        {outcome?.type === 'refused' && props.eventually && (
          <p>It may not be so yet. Run it again in a moment.</p>
        )}
      </div>
      {outcome && <Crossed from={outcome.from} to={outcome.to} />}
    </section>
  );
}

/** The lines of a file that speak to NATS: without its imports and its wrapping. */
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

export default fenced('The example', Try);
