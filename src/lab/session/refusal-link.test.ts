import { expect, test } from 'vitest';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import { linkOfRefusal } from './refusal-link.ts';

test('a server with several links knows which of them a refusal was at', async () => {
  const host = {
    monitor: async () =>
      ({
        leafs: [
          { id: 5, name: 'west' },
          { id: 6, name: 'east' },
        ],
      }) as never,
  };
  const refusal = (server: string, connection: number) =>
    ({ server, connection, at: 1, what: 'message', subject: 'a', rule: 'permissions' }) as const;
  const linkOf = async (server: string, connection: number) =>
    (await linkOfRefusal(refusal(server, connection), hubAndSpoke, host))?.name;
  expect(await linkOf('hub', 5)).toBe('west-hub');
  expect(await linkOf('hub', 6)).toBe('east-hub');
  expect(await linkOf('hub', 7)).toBeUndefined();
  // One with a single link need not be asked.
  expect(await linkOf('east', 9)).toBe('east-hub');
});
