import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { derivedFrom } from '../../../tests/support/run-network.ts';
import { routed } from './routed.ts';
import type { Running } from './running.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Route = { remote_name: string; account?: string };

/** So many routes to a member. */
const to = (name: string, count: number): Route[] =>
  Array.from({ length: count }, () => ({ remote_name: name }));

interface Told {
  cluster?: string;
  server_name?: string;
  pool_size?: number;
  /** The routes that it tells of at each look; at later ones the last again. */
  routes: (Route[] | Error)[];
}

/** Members that dial each other, how often they were looked at, and how long they were waited for. */
async function waited(members: Record<string, Told>): Promise<{ looks: number; ms: number }> {
  const names = Object.keys(members);
  const derived = derivedFrom(
    'own',
    Object.fromEntries(
      names.map((name) => {
        const { cluster, server_name: own = name } = members[name]!;
        const routes = names.map((each) => `"nats-route://${each}:6222"`).join(', ');
        const inner = `port: 6222, routes: [${routes}]${cluster ? `, name: ${cluster}` : ''}`;
        return [name, `server_name: "${own}"\ncluster { ${inner} }`];
      }),
    ),
  );
  const looks = new Map<string, number>();
  const toldBy = new Map(
    names.map((name) => [(members[name]!.server_name ?? name).replace('.', '-'), members[name]!]),
  );
  const ended = new Set<string>();
  const monitor = async (place: string, page: string) => {
    const { server_name: own = place, pool_size, routes } = toldBy.get(place)!;
    if (page === 'varz') return { server_name: own, cluster: { pool_size } };
    const look = looks.get(place) ?? 0;
    looks.set(place, look + 1);
    const told = routes[Math.min(look, routes.length - 1)]!;
    if (told instanceof Error) {
      ended.add(place);
      throw told;
    }
    return await Promise.resolve({ routes: told });
  };
  const running = {
    derived,
    topology: derived.topology,
    host: { monitor },
    server: (place: string) => ({ type: ended.has(place) ? 'stopped' : 'running' }),
  } as unknown as Running;
  vi.setSystemTime(0);
  const done = routed(running).then(() => Date.now());
  await vi.runAllTimersAsync();
  return { looks: Math.max(...looks.values()), ms: await done };
}

test.each([
  ['a pool', 3, 3, 3],
  ['a pool, of another size on each side', 5, 2, 5],
  ['no pool on one side', -1, 3, 1],
  ['servers that tell of no pool', undefined, undefined, 1],
])('all routes of %s are waited for', async (_, a, b, all) => {
  const { looks } = await waited({
    a: { ...(a && { pool_size: a }), routes: [[], to('b', all - 1), to('b', all)] },
    b: { ...(b && { pool_size: b }), routes: [[], to('a', all)] },
  });
  expect(looks).toBe(3);
});

test('so is that of each account which has its own', async () => {
  const own = { remote_name: 'b', account: 'ORDERS' };
  const { looks } = await waited({
    a: { cluster: 'hub', routes: [to('b', 1), to('b', 1), [...to('b', 1), own]] },
    b: { cluster: 'hub', routes: [[...to('a', 1), { ...own, remote_name: 'a' }]] },
  });
  expect(looks).toBe(3);
});

test('members are known by the names that they give themselves', async () => {
  const { looks } = await waited({
    a: { server_name: 'a.x', routes: [to('b.x', 1)] },
    b: { server_name: 'b.x', routes: [to('a.x', 1)] },
  });
  expect(looks).toBe(1);
});

test('clusters of two names never meet, and are not waited for', async () => {
  const { looks } = await waited({
    a: { cluster: 'one', routes: [[]] },
    b: { cluster: 'two', routes: [[]] },
  });
  expect(looks).toBe(1);
});

test('what does not come is waited for while others come, and three seconds more', async () => {
  const { ms } = await waited({
    a: { pool_size: 3, routes: [[], [], [], to('b', 1), to('b', 2)] },
    b: { pool_size: 3, routes: [to('a', 3)] },
  });
  expect(ms).toBe(4 * 50 + 3000);
});

test('a member that ends while it is asked is not waited for', async () => {
  const { ms } = await waited({
    a: { routes: [to('b', 1)] },
    b: { routes: [[], new Error('server b is not running')] },
  });
  expect(ms).toBe(100);
});
