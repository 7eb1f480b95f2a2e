import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pinnedSource } from '../../../engine/build.mjs';

// Pages state how long servers wait. A test that watches them could only say "at most so long", which depends on the
// machine. So the pinned source is asked: guides edge-resilience and operations quote it.
const folder = join(await pinnedSource(), 'server');

const declared = [
  ['const.go', 'DEFAULT_LEAF_NODE_RECONNECT = time.Second'],
  ['leafnode.go', 'leafNodeReconnectDelayAfterLoopDetected = 30 * time.Second'],
  ['leafnode.go', 'leafNodeReconnectDelayAfterClusterNameSame = 30 * time.Second'],
  ['leafnode.go', 'leafNodeMinVersionReconnectDelay = 5 * time.Second'],
  ['leafnode.go', 'leafNodeReconnectAfterPermViolation = 30 * time.Second'],
  ['stream.go', 'sourceHealthHB = 1 * time.Second'],
  ['stream.go', 'sourceHealthCheckInterval = 10 * time.Second'],
  ['stream.go', 'sourceConsumerRetryThreshold = 2 * time.Second'],
  ['stream.go', 'retryBackOff = 5 * time.Second'],
  ['stream.go', 'retryMaximum = 2 * time.Minute'],
  ['stream.go', 'backoff := time.Duration(retryBackOff) * time.Duration(fails*2)'],
  ['stream.go', 'InactiveThreshold: sourceHealthCheckInterval'],
  ['stream.go', 'srcConsumerWaitTime = 30 * time.Second'],
] as const;

/** The body of a function or method of the server. */
async function bodyOf(file: string, name: string): Promise<string> {
  const text = await readFile(join(folder, file), 'utf8');
  return new RegExp(`^func [^\\n]*\\b${name}\\([^]*?^}`, 'm').exec(text)![0];
}

test.each(declared)('%s of the pinned server still says %s', async (file, line) => {
  const text = (await readFile(join(folder, file), 'utf8')).replace(/\s+/g, ' ');
  expect(text).toContain(line);
});

test('a leaf that lost its connection waits for reconnect alone, and with jitter after a failed dial', async () => {
  expect(await bodyOf('leafnode.go', 'reConnectToRemoteLeafNode')).not.toMatch(/rand|jitter/i);
  expect(await bodyOf('leafnode.go', 'connectToRemoteLeafNode')).toContain(
    'reconnectDelay + jitter',
  );
});

test('a hub that refuses what a leaf sends sets a delay only if it dialled that leaf', async () => {
  expect(await bodyOf('leafnode.go', 'leafPermViolation')).toContain(
    'setLeafConnectDelayIfSoliciting(leafNodeReconnectAfterPermViolation)',
  );
  expect(await bodyOf('leafnode.go', 'setLeafConnectDelayIfSoliciting')).toContain(
    'if c.isSolicitedLeafNode()',
  );
  expect(await bodyOf('leafnode.go', 'leafProcessErr')).not.toContain('PermViolation');
});

test('a leaf connection that comes up has copies ask at once, unless a request is under way', async () => {
  expect(await bodyOf('leafnode.go', 'checkInternalSyncConsumers')).toContain(
    'retryDisconnectedSyncConsumers()',
  );
  const retry = await bodyOf('stream.go', 'retryDisconnectedSyncConsumers');
  expect(retry).toContain('si.fails = 0');
  expect(retry).toContain('!si.sip');
});
