import { reachOfSubject, type SubjectReach } from '../../bench/reach-subjects.ts';
import { runningOf } from '../../bench/running-of.ts';
import { examineLive } from '../../doctor/live/examine-live.ts';
import { useAttempt } from '../shared/useAttempt.ts';
import { useBench, useDesk } from './desk-context.ts';

/**
 * Asks the servers that run what they do, and where messages on the subjects arrive. What they answer is the sight of
 * the desk.
 */
export function useLook() {
  const { lab, network, since } = useBench()!;
  const { live } = useDesk();
  const { attempt, start } = useAttempt();
  const look = (subjects: readonly string[]) =>
    start(() =>
      live.look(lab.session, async () => {
        const running = runningOf(lab, network, since);
        const examination = await examineLive(running);
        const found: SubjectReach[] = [];
        for (const subject of subjects)
          found.push(await reachOfSubject(subject, running, examination.reach));
        return { examination, subjects: found };
      }),
    );
  return { attempt, look };
}
