import { accountWords } from '../../doctor/live/accounts-at.ts';
import { examineLive, type LiveExamination } from '../../doctor/live/examine-live.ts';
import { runningOf } from '../../bench/running-of.ts';
import { useLabSnapshot } from '../Lab/context.ts';
import Press from '../Press/Press.tsx';
import { useAttempt } from '../shared/useAttempt.ts';
import { useBench } from './desk-context.ts';

/** What reaches what, as the servers answer it. */
export default function Reach() {
  const { lab, network, since } = useBench()!;
  const { state } = useLabSnapshot();
  const { attempt, start } = useAttempt<LiveExamination>();
  if (state.type !== 'running') return <p>Start the servers to ask them what reaches what.</p>;
  return (
    <>
      <Press
        name={attempt.type === 'working' ? 'Asking…' : 'Ask the servers'}
        idle={attempt.type === 'working'}
        onPress={() => start(() => examineLive(runningOf(lab, network, since)))}
      />
      {attempt.type === 'failed' && <p role="alert">{attempt.why}</p>}
      {attempt.type === 'done' && (
        <ul>
          {attempt.value.reach.asked.map(({ place, domain, outcome }, i) => (
            <li key={i}>
              {accountWords(place)} asks {domain ?? 'its own JetStream'}: {outcome}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
