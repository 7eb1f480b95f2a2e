import { fewNames } from '../../lab/few-names.ts';
import type { LabSnapshot } from '../../lab/session/session.ts';
import type { HostChoice } from './host-choice.ts';

/** Says of a lab that has been started what runs, and what does not. */
export function runningWords(host: HostChoice['type'], servers: LabSnapshot['servers']): string {
  const all = Object.entries(servers);
  const inState = (state: string) =>
    all.flatMap(([name, { type }]) => (type === state ? [name] : []));
  const up = inState('running').length;
  if (up === all.length)
    return host === 'tab'
      ? 'Running in this tab.'
      : 'Joined. Your commands here act on your own servers.';
  const others = [
    ['Failed', inState('failed')],
    ['Stopped', inState('stopped')],
    ['Starting', inState('starting')],
  ] as const;
  return [
    host === 'tab'
      ? `${up} of ${all.length} servers run in this tab.`
      : `Joined: ${up} of ${all.length} servers run.`,
    ...others.flatMap(([state, names]) =>
      names.length > 0 ? `${state}: ${fewNames(names)}.` : [],
    ),
  ].join(' ');
}
