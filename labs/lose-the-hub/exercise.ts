import { verdict, type Check, type CheckTools } from '../../src/lab/checks/check.ts';
import { insist, until } from '../../src/lab/checks/eventually.ts';
import { linkUp } from '../../src/lab/checks/links.ts';
import { messagesAt, messagesIn, stored } from '../../src/lab/checks/stored.ts';
import { copies } from '../../src/lab/checks/streams.ts';
import { errorText } from '../../src/lab/error-text.ts';
import type { Exercise, ExerciseTools } from '../../src/lab/exercise/exercise.ts';
import { newestOf } from '../../src/lab/monitoring/browse.ts';
import { streamAt, streamsAt } from '../../src/lab/monitoring/jsz.ts';
import hubAndSpoke from '../../topologies/hub-and-spoke/topology.ts';

const sales = { server: 'hub', stream: 'SALES' };
const prices = { server: 'hub', stream: 'PRICES' };
const copy = { server: 'east', stream: 'PRICES_EAST' };

const shops = ['east', 'west'];
const shopStream = (shop: string) => ({ server: shop, stream: `SALES_${shop.toUpperCase()}` });

/** How many sales the shops have taken. */
async function sold({ host }: CheckTools): Promise<number> {
  const each = await Promise.all(shops.map((shop) => messagesIn(host, shopStream(shop))));
  return each.reduce<number>((sum, messages) => sum + (messages ?? 0), 0);
}

/** The texts of a stream's messages, with their numbers, asked of the server that holds it. */
async function texts(tools: CheckTools, { server, stream }: typeof copy): Promise<string[]> {
  const found = await streamAt(tools.host, server, stream);
  if (!found) return [];
  const { first_seq: first, last_seq: last, messages } = found.state;
  const search = { stream, subject: '>', first, last };
  const newest = await newestOf(await tools.connect(server), search, messages);
  return newest.reverse().map(({ seq, payload }) => `${seq} ${new TextDecoder().decode(payload)}`);
}

/** The hub runs, and its server has told that it sent a backup of each of the two streams. */
const backedUp: Check = async ({ log }) => {
  const told = log().flatMap(({ server, text }) =>
    server === 'hub' ? (/Completed snapshot of .* > (\w+)'/.exec(text)?.[1] ?? []) : [],
  );
  return verdict(
    told.includes(sales.stream) && told.includes(prices.stream),
    'lines “Completed snapshot” for SALES and PRICES in the log of the hub',
    told.join(', ') || 'none',
  );
};

const emptyHub: Check = async ({ host }) => {
  const streams = await streamsAt(host, 'hub');
  return verdict(
    streams.length === 0,
    'a hub that runs and stores no stream',
    streams.map(({ name }) => name).join(', '),
  );
};

/** The copy says what the hub says, number by number. */
const sameText: Check = async (tools) => {
  const [origin, there] = [await texts(tools, prices), await texts(tools, copy)];
  const differs = origin.find((text, i) => there[i] !== text);
  return verdict(
    origin.length > 3 && origin.length === there.length && differs === undefined,
    'four prices or more at the hub, and the same under each number in PRICES_EAST',
    differs === undefined
      ? `${origin.length} at the hub, ${there.length} at east`
      : `“${differs}” at the hub and not at east`,
  );
};

/** Restores the solution's own backup, or that of the page's hint. */
async function restoreAny({ run }: ExerciseTools): Promise<void> {
  for (const folder of ['monday', 'sunday']) {
    try {
      await run('hub', `backup restore account ${folder}`);
      return;
    } catch (error) {
      if (!errorText(error).includes('does not exist')) throw error;
    }
  }
  throw new Error(
    'Your backup has a name of its own. Restore it with nats backup restore account and that name.',
  );
}

/** Lose the hub's disk, restore a backup, and mend the copies that trusted the hub. */
const exercise: Exercise = {
  name: 'lose-the-hub',
  topology: hubAndSpoke,
  begin: async (tools) => {
    const { run } = tools;
    for (const shop of shops) {
      const { stream } = shopStream(shop);
      await run(shop, `stream add ${stream} --subjects 'sales.${shop}' --defaults`);
      await run(shop, `pub sales.${shop} '${shop} {{Count}}' --count 2 -J`);
    }
    await run(
      'hub',
      `stream add SALES --source '{"name":"SALES_EAST","external":{"api":"$JS.east.API"}}' --source '{"name":"SALES_WEST","external":{"api":"$JS.west.API"}}' --defaults`,
    );
    await run('hub', "stream add PRICES --subjects 'prices.>' --defaults");
    await run('hub', "pub prices.oak 'monday {{Count}}' --count 3 -J");
    await run(
      'east',
      `stream add PRICES_EAST --mirror '{"name":"PRICES","external":{"api":"$JS.hub.API"}}' --defaults`,
    );
    await until(messagesAt(sales, 4), tools);
    await until(messagesAt(copy, 3), tools);
    await run('hub', 'consumer add SALES books --pull --defaults');
    await run('hub', 'consumer next SALES books --count 3');
  },
  steps: [
    {
      id: 'backup',
      title: 'Take a backup, and let a day pass',
      checks: [
        { says: 'The hub has sent a backup of SALES and of PRICES', check: backedUp },
        {
          says: 'East has a copy of a price that came after Monday',
          check: messagesAt(copy, 4),
        },
      ],
      solve: async (tools) => {
        await tools.run('hub', 'backup account monday -f');
        await tools.run('hub', "pub prices.oak 'tuesday' -J");
        await until(messagesAt(copy, 4), tools);
      },
    },
    {
      id: 'lose',
      title: 'Lose the disk',
      checks: [
        { says: 'The hub runs, and stores nothing', check: emptyHub },
        { says: 'East is connected to it', check: linkUp({ from: 'east', to: 'hub' }) },
        {
          says: 'The shops have taken five sales or more',
          check: async (tools) => {
            const all = await sold(tools);
            return verdict(all > 4, 'five sales', `${all}`);
          },
        },
      ],
      solve: async (tools) => {
        const { host, run } = tools;
        await host.crashServer('hub');
        await host.wipeServer('hub');
        await run('west', "pub sales.west 'without a hub' -J");
        await tools.apply('hub', tools.config('hub'));
        for (const from of shops) await until(linkUp({ from, to: 'hub' }), tools);
      },
    },
    {
      id: 'restore',
      title: 'Restore, and let the leaves bring the rest',
      after: 'lose',
      checks: [
        {
          says: 'SALES at the hub has every sale of the shops, five or more',
          check: async (tools) => {
            const [all, there] = [await sold(tools), await messagesIn(tools.host, sales)];
            return verdict(
              all > 4 && there === all,
              'as many sales at the hub as in the shops',
              `${there ?? 'no stream'} at the hub, ${all} in the shops`,
            );
          },
        },
        {
          says: 'The accountant’s consumer is where it was: three sales are done',
          check: async ({ host }) => {
            const found = await streamAt(host, 'hub', 'SALES');
            const books = found?.consumer_detail?.find(({ name }) => name === 'books');
            const floor = books?.ack_floor.stream_seq ?? 0;
            return verdict(floor >= 3, 'consumer books with a floor of 3', `${floor}`);
          },
        },
        {
          says: 'PRICES at the hub has the prices of Monday',
          check: messagesAt(prices, 3),
        },
      ],
      solve: async (tools) => {
        await restoreAny(tools);
        await until(messagesAt(sales, 5), tools);
      },
    },
    {
      id: 'copies',
      title: 'Mend the copy that trusted the hub',
      after: 'restore',
      checks: [
        {
          says: 'PRICES_EAST mirrors PRICES of the domain hub',
          check: copies(copy, { stream: 'PRICES', domain: 'hub' }, 'mirror'),
        },
        { says: 'It says what PRICES says, under each number', check: sameText },
      ],
      solve: async (tools) => {
        const { run } = tools;
        await run('hub', "pub prices.oak 'wednesday' -J");
        await run('east', 'stream rm PRICES_EAST -f');
        await insist(() =>
          run(
            'east',
            `stream add PRICES_EAST --mirror '{"name":"PRICES","external":{"api":"$JS.hub.API"}}' --defaults`,
          ),
        );
        await until(stored(copy, { state: { messages: 4 } }), tools);
      },
    },
  ],
};

export default exercise;
