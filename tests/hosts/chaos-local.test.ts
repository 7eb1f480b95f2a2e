import { afterAll, describe } from 'vitest';
import { chaos } from './chaos.ts';
import { localHost } from './kinds.ts';
import { Bench } from './lab.ts';

describe(`on the ${localHost.name}`, () => {
  const bench = new Bench(localHost);
  afterAll(() => bench.close());
  chaos(bench);
});
