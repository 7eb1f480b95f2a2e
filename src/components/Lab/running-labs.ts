import type { LabSession } from '../../lab/session/session.ts';

/** The labs of the page that run, or are about to. To leave the page ends them. */
export const runningLabs = new Set<LabSession>();
