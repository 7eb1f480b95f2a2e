import type { LabState } from '../../lab/session/session.ts';

/** Says why something cannot be done yet, while no servers run. */
export const notYet = ({ type }: LabState): string =>
  type === 'idle' || type === 'failed' ? 'Start the servers first.' : 'The servers are starting…';
