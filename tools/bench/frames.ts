import { FrameReader } from '../../src/lab/wire/reader.ts';
import { tapped, type Tapped } from '../../tests/servers/hosts/reading-tap.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';
import { median, type Group } from './figures.ts';
import { withNativeNetwork } from './native-network.ts';
import {
  firstAnswer,
  messagesPerSecond,
  publishesPerSecond,
  withConnection,
} from './page/traffic.ts';

const rounds = 5;

/** How many frames a link's reader reads. */
export const frames: Group = {
  name: 'frames',
  note:
    `median of ${rounds} after a warm-up, in Node, of what crossed the leaf link of a lab on native servers a moment ` +
    'before, in the very chunks: 128-byte messages from leaf to hub, and publishes into a stream of the leaf from the hub.',
  measure: async (say) => {
    say('recording');
    const recorded = await record();
    const rates: { frames: number; bytes: number }[] = [];
    for (let round = 0; round <= rounds; round++) {
      say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
      rates.push(readAll(recorded));
    }
    const middle = (of: 'frames' | 'bytes') => median(rates.slice(1).map((rate) => rate[of]));
    return [
      { name: 'frames.read', value: middle('frames'), unit: '/s' },
      { name: 'frames.bytes', value: middle('bytes'), unit: 'bytes/s' },
    ];
  },
};

/** Runs traffic over a link, and answers what went into it at either end. */
async function record(): Promise<Uint8Array[][]> {
  let taps: { out: Tapped; in: Tapped } | undefined;
  await withNativeNetwork(
    twoDomains,
    async ({ start, endpoint }) => {
      await start();
      await withConnection(
        () => endpoint('hub'),
        (hub) =>
          withConnection(
            () => endpoint('leaf'),
            async (leaf) => {
              await firstAnswer(hub);
              await messagesPerSecond(leaf, hub);
              await publishesPerSecond(hub, { domain: 'leaf' });
            },
          ),
      );
    },
    (runtime) => (taps = tapped(runtime)).runtime,
  );
  return [taps!.out.into, taps!.in.into];
}

/** Reads both ways of a recording, each with a reader of its own. Answers rates per second. */
function readAll(recorded: Uint8Array[][]): { frames: number; bytes: number } {
  let [frames, bytes] = [0, 0];
  const start = performance.now();
  for (const way of recorded) {
    const reader = new FrameReader('leaf');
    for (const chunk of way) {
      frames += reader.push(chunk).length;
      bytes += chunk.length;
    }
  }
  const seconds = (performance.now() - start) / 1000;
  return { frames: frames / seconds, bytes: bytes / seconds };
}
