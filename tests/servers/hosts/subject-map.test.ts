import { afterAll, describe, expect, test } from 'vitest';
import { subjectMap } from '../../../src/components/Reference/subject-map.ts';
import { interest } from '../../../src/lab/checks/interested.ts';
import { meaningOf } from '../../../src/lab/wire/subjects.ts';
import topology from '../../../topologies/two-domains/topology.ts';
import { localHost } from '../../support/host-kinds.ts';
import { Bench } from '../../support/bench.ts';

describe('the map of subjects', () => {
  const bench = new Bench(localHost);
  afterAll(() => bench.close());

  test('has only subjects that the reader of the wire knows', () => {
    expect(subjectMap.filter(({ example }) => !meaningOf(example))).toEqual([]);
  });

  test('says truly what crosses the link of an ordinary account', async () => {
    const { client, pass } = await bench.start(topology);
    const [hub, leaf] = [await client('hub'), await client('leaf')];
    const arrived = new Set<string>();
    const callback = (_: unknown, { subject }: { subject: string }) => void arrived.add(subject);
    // In one order on one connection: when the last is there, so is whatever came before it.
    const last = 'end.of.it';
    const ordinary = subjectMap.filter(({ crosses }) => crosses !== 'system');
    for (const { example } of ordinary) hub.subscribe(example, { callback });
    hub.subscribe(last, { callback });
    await pass(interest(last, { server: 'leaf', over: 'hub' }));
    for (const { example } of ordinary) leaf.publish(example);
    leaf.publish(last);
    await expect.poll(() => arrived.has(last)).toBe(true);

    const crossed = ordinary.filter(({ example }) => arrived.has(example));
    const expected = ordinary.filter(({ crosses }) => crosses === 'yes');
    expect(crossed.map(({ pattern }) => pattern)).toEqual(expected.map(({ pattern }) => pattern));
  });
});
