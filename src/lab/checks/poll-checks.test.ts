import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Monitor } from '../network/monitor-pages.ts';
import { sharedAnswers } from '../monitoring/shared-answers.ts';
import { verdict, type Check, type CheckTools } from './check.ts';
import { pollChecks } from './poll-checks.ts';

// All of it happens in one moment, so that shared answers are still good.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server with a link, which counts how often it was asked. */
function server() {
  const state = { leafnodes: 1, asked: 0 };
  const host: Monitor = {
    monitor: async () => {
      state.asked++;
      return { leafnodes: state.leafnodes } as never;
    },
  };
  return { state, host };
}

const isCut: Check = async ({ host }) => {
  const { leafnodes } = await host.monitor('hub', 'leafz');
  return verdict(leafnodes === 0, 'no link', `${leafnodes}`);
};
const hasLogged: Check = async ({ log }) => verdict(log().length > 0, 'a line', 'none');

const polling = (checks: Check[], host: Monitor) => {
  const shared = sharedAnswers(() => host);
  const log: string[] = [];
  const tools = { host, log: () => log } as unknown as CheckTools;
  return { poll: pollChecks(checks, tools, shared), shared, log };
};
const types = (results: readonly { type: string }[]) => results.map(({ type }) => type);

test('no check comes to pass by an answer that is older than what was done since', async () => {
  const { state, host } = server();
  state.leafnodes = 0;
  const { poll, shared } = polling([isCut], host);
  await shared.monitor('hub', 'leafz'); // another poll asks while the link is cut
  state.leafnodes = 1; // and it is healed
  expect(types(await poll())).toEqual(['fail']);
});

test('checks that belong together never pass together by answers of different moments', async () => {
  const { state, host } = server();
  state.leafnodes = 0;
  const { poll, log } = polling([isCut, hasLogged], host);
  expect(types(await poll())).toEqual(['pass', 'fail']);
  // The link is healed before the server says what is waited for; the answer of before is still shared.
  state.leafnodes = 1;
  log.push('what is waited for');
  expect(types(await poll())).toEqual(['fail', 'pass']);
});

test('what passes goes on passing by shared answers', async () => {
  const { state, host } = server();
  state.leafnodes = 0;
  const { poll } = polling([isCut], host);
  await poll();
  const asked = state.asked;
  expect(types(await poll())).toEqual(['pass']);
  expect(state.asked).toBe(asked);
});

test('a check that cannot ask says so in the words of the error', async () => {
  const host: Monitor = {
    monitor: async () => Promise.reject(new Error('server hub is not running')),
  };
  expect(await polling([isCut], host).poll()).toMatchObject([
    { type: 'fail', seen: 'server hub is not running' },
  ]);
});
