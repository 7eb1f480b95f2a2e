import { expect, test } from 'vitest';
import type { ServerState } from '../../lab/network/host.ts';
import { runningWords } from './running-words.ts';

const running: ServerState = { type: 'running', version: '2.14.3' };
const failed: ServerState = { type: 'failed', reason: 'a parse error' };
const stopped: ServerState = { type: 'stopped' };

test('a lab says which of its servers run, and which do not', () => {
  expect(runningWords('tab', { hub: running, leaf: running })).toBe('Running in this tab.');
  expect(runningWords('tab', { hub: failed, leaf: failed })).toBe(
    '0 of 2 servers run in this tab. Failed: hub, leaf.',
  );
  expect(runningWords('tab', { hub: running, leaf: stopped, edge: { type: 'starting' } })).toBe(
    '1 of 3 servers run in this tab. Stopped: leaf. Starting: edge.',
  );
  const many = Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`site-${i}`, failed]));
  expect(runningWords('servers', { hub: running, ...many })).toBe(
    'Joined: 1 of 6 servers run. Failed: site-1, site-2, site-3 and 2 more.',
  );
});
