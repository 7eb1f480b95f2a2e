import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { routed, routePatience } from './routed.ts';
import type { Running } from './running.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const names = ['a', 'b', 'c'];

/**
 * A cluster of three that has just started, of which one pool of routes is not whole at first.
 * @param poolSize as its servers tell it; absent where they are older
 * @param made how many routes from `c` to `b` are there at each look
 */
function cluster(poolSize: number | undefined, made: number[], since = Date.now()) {
  let looks = 0;
  const monitor = (name: string, page: string) => {
    if (page === 'varz') return Promise.resolve({ cluster: { pool_size: poolSize } });
    const count = (to: string) =>
      name === 'c' && to === 'b' ? (made[looks++] ?? made.at(-1)!) : Math.max(1, poolSize ?? 1);
    const others = names.filter((other) => other !== name);
    const routes = others.flatMap((to) => Array(count(to)).fill({ remote_name: to }) as object[]);
    return Promise.resolve({ routes: [...routes, { remote_name: 'b', account: 'SYS' }] });
  };
  const servers = [
    ...names.map((name) => ({ name, cluster: 'hub' })),
    { name: 'stopped', cluster: 'hub' },
    { name: 'leaf' },
  ];
  const running = {
    topology: { servers },
    host: { monitor },
    server: (name: string) => ({ type: name === 'stopped' ? 'stopped' : 'running' }),
    since: () => since,
  } as unknown as Running;
  return { running, looks: () => looks };
}

test.each([
  [3, [0, 0, 2, 3], 4],
  [-1, [0, 1], 2],
  [undefined, [0, 1], 2],
])('a pool of %s routes is waited for until all are made: %j', async (pool, made, looks) => {
  const { running, looks: seen } = cluster(pool, made);
  const done = routed(running);
  await vi.runAllTimersAsync();
  await done;
  expect(seen()).toBe(looks);
});

test('members that never make all of them are waited for as long as that may take', async () => {
  vi.setSystemTime(1_000_000);
  const { running } = cluster(3, [2]);
  const done = routed(running);
  await vi.runAllTimersAsync();
  await done;
  expect(Date.now()).toBe(1_000_000 + routePatience);
});

test('members that have had their time are not waited for', async () => {
  const { running, looks } = cluster(3, [0], 0);
  await routed(running);
  expect(looks()).toBe(0);
});
