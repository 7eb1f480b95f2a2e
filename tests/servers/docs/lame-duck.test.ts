import { connect } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { addressOf, startNative } from '../../support/native.ts';
import { dialRaw } from '../../support/raw-leaf.ts';
import { isHere } from './for-release.ts';

// The guide on operations says how a hub in lame duck mode takes leave. A page has no signals to send.
test.runIf(isHere({ since: '2.14.8 and 2.15.1' }))(
  'a hub in lame duck mode tells its clients, and closes its leaves untold, one by one',
  async () => {
    const hub = await startNative(`listen: "127.0.0.1:-1"
lame_duck_grace_period: "100ms"
lame_duck_duration: "30s"
leafnodes { listen: "127.0.0.1:-1" }
`);
    const leafPort = await addressOf(hub, 'leafnode');
    const leaves = await Promise.all(['a', 'b', 'c'].map((user) => dialRaw(leafPort, { user })));
    const [host, port] = (await addressOf(hub, 'client')).split(':');
    let told = '';
    const client = connect(Number(port), host).setEncoding('utf8');
    client.on('data', (text: string) => (told += text)).on('error', () => {});
    onTestFinished(() => void client.destroy());
    client.write('CONNECT {"verbose":false,"protocol":1}\r\nPING\r\n');
    await vi.waitFor(() => expect(told).toContain('PONG'));

    hub.signal('SIGUSR2');
    const ends = (await Promise.all(leaves.map(({ ended }) => ended))).sort((a, b) => a - b);
    expect(told).toContain('"ldm":true');
    for (const leaf of leaves) expect(leaf.heard()).not.toContain('"ldm":true');
    // Between two connections the server waits for half a second at least, if there are few.
    expect(ends[1]! - ends[0]!).toBeGreaterThan(450);
    expect(ends[2]! - ends[1]!).toBeGreaterThan(450);
  },
);
