import { useMemo } from 'react';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import ReleaseLine from '../Release/ReleaseLine.tsx';
import Marked from './Marked.tsx';
import Said from '../Message/Said.tsx';
import styles from './Step.module.css';
import { useResults } from './useResults.ts';

/**
 * Whether the servers show what is wrong, where a lab begins with a fault. `since` is the first release of nats-server
 * that shows it.
 */
export default function Symptom({ since }: { since?: string }) {
  const { exercise } = useLab();
  const { state } = useLabSnapshot();
  const symptom = exercise?.symptom;
  if (!symptom) throw new Error('This lab has no symptom.');
  const [result] = useResults(useMemo(() => [symptom], [symptom]));
  return (
    <>
      <p className={styles.symptom} role="status">
        <strong>{heading(state.type === 'running', result?.type)}</strong>{' '}
        <Marked>{symptom.says}</Marked>
        {result?.type === 'fail' && (
          <span className={styles.seen}>
            Seen: <Said>{result.seen}</Said>
          </span>
        )}
      </p>
      <ReleaseLine since={since} />
    </>
  );
}

function heading(running: boolean, result: 'pass' | 'fail' | undefined): string {
  if (!running) return 'What will be wrong once the servers run:';
  if (result === 'pass') return 'Broken, as the servers show:';
  return result === 'fail' ? 'Not to be seen now:' : 'Looking:';
}
