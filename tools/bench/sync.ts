import { startingWith } from '../../src/lab/exercise/exercise.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';
import { median, type Group } from './figures.ts';
import { withNativeNetwork } from './native-network.ts';
import { publishesPerSecond, withConnection } from './page/traffic.ts';

const rounds = 3;
const many = 100;

/** The cost of forcing each message onto the disk before it is acknowledged. */
export const sync: Group = {
  name: 'sync',
  note:
    `median of ${rounds}, 128 bytes each into a file-backed stream of one replica of a native leaf, on the disk of the ` +
    `system's temporary folder. one: each acknowledgement is awaited before the next publish; many: ${many} are awaited ` +
    'at a time. always: with sync_interval: always.',
  measure: async (say) => {
    const rates = { one: [] as Rates[], many: [] as Rates[] };
    for (let round = 1; round <= rounds; round++) {
      for (const [how, atOnce] of [
        ['one', 1],
        ['many', many],
      ] as const) {
        say(`${how}, round ${round} of ${rounds}`);
        const usual = await publishes(atOnce, '');
        rates[how].push({ usual, always: await publishes(atOnce, 'sync_interval: always') });
      }
    }
    return (['one', 'many'] as const).flatMap((how) => {
      const middle = (kind: keyof Rates) => median(rates[how].map((rate) => rate[kind]));
      const usual = `sync.${how}`;
      return [
        { name: usual, value: middle('usual'), unit: '/s' },
        { name: `${usual}.always`, value: middle('always'), unit: '/s', against: usual },
      ];
    });
  },
};

/** Acknowledged publishes per second. */
interface Rates {
  usual: number;
  always: number;
}

/** Measures a leaf whose `jetstream` block has a setting more. */
function publishes(atOnce: number, setting: string): Promise<number> {
  const leaf = twoDomains.servers.find(({ name }) => name === 'leaf')!;
  const config = leaf.config.replace('store_dir:', () => `${setting}\n  store_dir:`);
  return withNativeNetwork(startingWith(twoDomains, { leaf: config }), async (network) => {
    await network.start();
    return withConnection(
      () => network.endpoint('leaf'),
      (client) => publishesPerSecond(client, { atOnce }),
    );
  });
}
