import type { Command } from '../../command.ts';
import { consumeBenches } from './consume.ts';
import { coreBenches } from './core.ts';
import { bucketBenches } from './kv.ts';
import { publishBenches } from './publish.ts';

/** All benchmarks. */
export const benches: readonly Command[] = [
  ...coreBenches,
  ...publishBenches,
  ...consumeBenches,
  ...bucketBenches,
];
