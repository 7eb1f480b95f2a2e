import { once } from 'node:events';
import { afterAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { serveChannel } from '../../../src/hosts/channel/serve-channel.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { overChannel } from './channel-kind.ts';
import { Bench } from '../../support/bench.ts';
import { linkFacts } from './link-facts.ts';
import { serverFacts } from './server-facts.ts';

// All that the channel passes on. Traffic among servers does not go through it.

describe(`on the ${overChannel.name}`, () => {
  const bench = new Bench(overChannel);
  afterAll(() => bench.close());
  test('a server that starts after the page has come is one that clients reach', async () => {
    const { client } = await bench.start(twoDomains);
    await (await client('leaf')).flush();
  });
  linkFacts(bench);
  serverFacts(bench);
});

test('whoever has not the token, or is a page from elsewhere, is turned away', async () => {
  const unused = () => {
    throw new Error('nobody has come in');
  };
  const origin = 'http://localhost:3000';
  const channel = await serveChannel({
    topology: twoDomains,
    origins: [origin],
    host: unused,
    configOf: unused,
    clientUrl: unused,
  });
  const { address } = channel;
  const refused = async (url: string, headers?: { origin: string }) => {
    const [error] = (await once(new WebSocket(url, headers), 'error').catch((e: unknown) => [
      e,
    ])) as [Error];
    return error.message;
  };
  const guess = address.replace(/token=.*/, 'token=guess');
  expect(await refused(guess, { origin })).toContain('401');
  expect(await refused(address.replace(/\?.*/, ''), { origin })).toContain('401');
  expect(await refused(address, { origin: 'https://example.org' })).toContain('403');
  expect(await refused(address)).toContain('403');
  expect(new URL(address).hostname).toBe('127.0.0.1');
  await channel.close();
});
