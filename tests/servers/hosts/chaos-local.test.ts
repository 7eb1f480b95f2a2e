import { afterAll, describe } from 'vitest';
import { chaos } from './chaos.ts';
import { localHost } from '../../support/host-kinds.ts';
import { Bench } from '../../support/bench.ts';

describe(`on the ${localHost.name}`, () => {
  const bench = new Bench(localHost);
  afterAll(() => bench.close());
  chaos(bench);
});
