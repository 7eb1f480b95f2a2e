import { verdict } from '../../../src/lab/checks/check.ts';
import { insist } from '../../../src/lab/checks/eventually.ts';
import { told } from '../../../src/lab/checks/streams.ts';
import { streamAt } from '../../../src/lab/monitoring/jsz.ts';
import { unanswered } from '../../../src/lab/checks/answered.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';

/** A mirrored bucket, and a client that does not know where its writes must go. */
const exercise: Exercise = {
  name: 'kv-put-fails-watch-works',
  topology: hubAndSpoke,
  begin: async ({ run }) => {
    await insist(() => run('hub', 'kv add prices'));
    await insist(() => run('hub', 'kv put prices oak 12'));
    await insist(() => run('east', 'kv add prices --mirror prices --mirror-domain hub'));
  },
  symptom: {
    says: 'A write to $KV.prices.oak at east has no responders',
    check: unanswered('east', '$KV.prices.oak'),
  },
  steps: [
    {
      id: 'mend',
      title: 'Send the write to the hub’s domain',
      checks: [
        {
          says: 'The hub has stored a second value, which came from east through the domain',
          check: async ({ host, wire }) => {
            const hub = await streamAt(host, 'hub', 'KV_prices');
            const came = wire().some(
              ({ subject, from }) =>
                from === 'east' && subject?.startsWith('$JS.hub.API.$KV.prices.'),
            );
            const mended = came && (hub?.state.last_seq ?? 0) > 1;
            return verdict(
              mended,
              'a second value, by $JS.hub.API.$KV.prices.…',
              `${told(hub, 'KV_prices')}${came ? '' : '; no write has crossed from east on $JS.hub.API.$KV.prices.…'}`,
            );
          },
        },
      ],
      solve: async ({ run }) => {
        await run('east', "pub '$JS.hub.API.$KV.prices.oak' 14 -J");
      },
    },
  ],
};

export default exercise;
