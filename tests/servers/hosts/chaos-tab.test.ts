import { afterAll, describe } from 'vitest';
import { chaos } from './chaos.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { Bench } from '../../support/bench.ts';

describe(`on the ${tabInNode.name}`, () => {
  const bench = new Bench(tabInNode);
  afterAll(() => bench.close());
  chaos(bench);
});
