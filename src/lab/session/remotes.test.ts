import { expect, test } from 'vitest';
import type { LinkState } from '../network/host.ts';
import type { ServerSpec } from '../topology/topology.ts';
import { remotesIn, unreached } from './remotes.ts';

const server = (name: string, cluster?: string) =>
  ({ name, ...(cluster && { cluster }) }) as ServerSpec;
const servers = [server('leaf'), server('hub-1', 'hub'), server('hub-2', 'hub'), server('far')];
const config = `leafnodes {
  remotes: [
    { urls: ["nats-leaf://hub-1:7422"] }
    { url: "nats-leaf://far:7422", account: A }
  ]
}`;

test('a remote is reached by any of its URLs, or another member of that cluster', () => {
  const left = (up: string[]) => {
    const links = Object.fromEntries(up.map((name): [string, LinkState] => [name, { type: 'up' }]));
    return unreached({ servers }, 'leaf', config, links);
  };
  expect(left([])).toEqual([['hub-1'], ['far']]);
  expect(left(['leaf-hub-2'])).toEqual([['far']]);
  expect(left(['leaf-hub-1', 'leaf-far'])).toEqual([]);
  expect(unreached({ servers }, 'leaf', 'port: 4222', {})).toEqual([]);
});

test('remotes are the same where only other settings differ', () => {
  expect(remotesIn(`${config}\nmax_payload: 1MB`)).toBe(remotesIn(config));
  expect(remotesIn(config.replace('account: A', 'account: B'))).not.toBe(remotesIn(config));
  expect(remotesIn('port: 4222')).toBe('');
});
