import type { Command } from '../command.ts';
import { consumeBenches } from './bench-consume.ts';
import { coreBenches } from './bench-core.ts';
import { bucketBenches } from './bench-kv.ts';
import { publishBenches } from './bench-publish.ts';

/** All benchmarks. */
export const benches: readonly Command[] = [
  ...coreBenches,
  ...publishBenches,
  ...consumeBenches,
  ...bucketBenches,
];
