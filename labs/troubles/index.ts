import type { Exercise } from '../../src/lab/exercise.ts';

/** All faults that a reader can be put into and mend, by the pages of `docs/troubleshooting`. */
export const troubles: readonly Exercise[] = [];
