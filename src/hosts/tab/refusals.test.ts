import { beforeAll, expect, test, vi } from 'vitest';
import type { LogLine } from '../../lab/host.ts';
import { refusalOf, type Refusal } from '../../lab/refusals.ts';
import { engineInNode } from './engine-in-node.ts';
import type { Engine } from './engine.ts';

const log: LogLine[] = [];
let engine: Engine;

const hub = `port: 4222
jetstream { domain: hub, store_dir: "/data" }
leafnodes { port: 7422, compression: off }`;
const leaf = (extra = '') => `port: 4222
jetstream { domain: leaf, store_dir: "/data" }
leafnodes { remotes: [{ url: "nats-leaf://hub:7422", compression: off, ${extra} }] }`;

beforeAll(async () => {
  engine = await engineInNode({
    log: (server, level, text) => log.push({ server, level, text, at: Date.now() }),
  });
}, 30_000);

/** Starts both, subscribes at the hub, and answers what the leaf refused once that is among it. */
async function refused(
  leafConfig: string,
  subscribed: string,
  subject: string,
): Promise<Refusal[]> {
  log.length = 0;
  const place = (host: string) => ({ host, dir: `/${host}`, resolve: async () => '10.0.7.1' });
  await engine.start('hub', hub, place('10.0.7.1'));
  await engine.start('leaf', `${leafConfig}\ndebug: true`, place('10.0.7.2'));
  const client = await engine.dial('10.0.7.1:4222');
  await client.write(new TextEncoder().encode(`CONNECT {}\r\nSUB ${subscribed} 1\r\n`));
  const found = () => log.flatMap((line) => refusalOf(line, 'leaf') ?? []);
  await vi.waitFor(
    () => expect(found().map((refusal) => refusal.subject)).toContain(subject),
    10_000,
  );
  await engine.stop('leaf');
  await engine.stop('hub');
  return found();
}

test('the blocking rule keeps the leaf from asking for requests without a domain', async () => {
  const refusals = await refused(leaf(), 'orders.>', '$JS.API.>');
  expect(refusals).toContainEqual(
    expect.objectContaining({
      server: 'leaf',
      what: 'interest',
      subject: '$JS.API.>',
      rule: 'blocking rule',
    }),
  );
}, 20_000);

test('what deny_exports names is refused when the hub asks for it', async () => {
  const refusals = await refused(leaf('deny_exports: "secret.>"'), 'secret.plan', 'secret.plan');
  expect(refusals).toContainEqual(
    expect.objectContaining({ what: 'interest', subject: 'secret.plan', rule: 'permissions' }),
  );
}, 20_000);

test('a message that is refused is told of with its subject', () => {
  const text = '10.0.0.1:7422 - lid:5 - Not permitted to deliver to "$JS.leaf.API.INFO"';
  expect(refusalOf({ server: 'leaf', level: 'debug', text, at: 1 }, 'leaf')).toEqual({
    server: 'leaf',
    at: 1,
    what: 'message',
    subject: '$JS.leaf.API.INFO',
    rule: 'own domain',
  });
});

test('a line that tells of no refusal is none', () => {
  expect(refusalOf({ server: 'a', level: 'info', text: 'Server is ready', at: 0 })).toBeUndefined();
});
