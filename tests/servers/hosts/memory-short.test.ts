import { setFlagsFromString } from 'node:v8';
import { afterAll, expect, test } from 'vitest';
import { star } from '../../../tools/bench/page/star.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { LabSession } from '../../../src/lab/session/session.ts';

// A real limit, which is this process's: a module gets 20 MiB, as where a device has no more.
setFlagsFromString('--wasm-max-mem-pages=320');

const host = await tabInNode.open();
afterAll(() => host.close());

test('servers for which memory does not suffice end with a sentence that says what to do, once', async () => {
  const lab = new LabSession(star(40), () => Promise.resolve(host.openHost));
  const mine = star(40).servers.map(({ name, config }) => [name, `# mine\n${config}`] as const);
  lab.startWith(Object.fromEntries(mine));
  await lab.start();
  expect(lab.snapshot.get().state).toEqual({
    type: 'failed',
    ran: true,
    reason: expect.stringMatching(
      /^Memory ran out while a server started, beside \d+ that ran\. Close other tabs and programs, or run fewer servers\. The command `leafwise up`/,
    ) as string,
  });
  expect(lab.snapshot.get().configs).toEqual(Object.fromEntries(mine));
});
