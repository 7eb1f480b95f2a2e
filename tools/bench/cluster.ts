import clusteredHub from '../../topologies/clustered-hub/topology.ts';
import { atRest } from './at-rest.ts';
import { withBenchSites } from './bench-site.ts';
import { withPage } from './chromium.ts';
import { median, type Group, type Measured } from './figures.ts';
import { withNativeNetwork } from './native-network.ts';
import { timeCluster, type ClusterTimes } from './page/elections.ts';
import { withConnection } from './page/traffic.ts';

const rounds = 5;

/** The elections of a hub of three servers with two leaves, and its whole start. */
export const cluster: Group = {
  name: 'cluster',
  note:
    `median of ${rounds}, clustered-hub: three servers and two leaves. start: in the tab from \`new Worker\` (a new profile), ` +
    'natively from the start of the first of five processes, to a stream of three replicas that are all current. election: ' +
    'from the moment that the third server is ready to the first leader of the three. crash: from the crash of the server ' +
    "that leads the stream to the next leader; the other two wait four to nine seconds for a sign of it, by nats-server's " +
    'own settings, in the tab as anywhere. When a leader is elected is partly chance.',
  measure: (say) =>
    withBenchSites(async (urls) => {
      const kinds = [
        { kind: 'tab', time: () => timeTab(urls.tab) },
        ...(urls.beside ? [{ kind: 'tab.beside', time: () => timeTab(urls.beside!) }] : []),
        { kind: 'native', time: timeNative },
      ].map((kind) => ({ ...kind, times: [] as ClusterTimes[] }));
      for (let round = 1; round <= rounds; round++) {
        say(`start ${round} of ${rounds}`);
        for (const { time, times } of kinds) times.push(...(await time()));
      }
      return kinds.flatMap(({ kind, times }) => (times.length > 0 ? figures(kind, times) : []));
    }),
};

/** What each may take at most in the tab, where there is a bar. */
const bars: Record<keyof ClusterTimes, number | undefined> = {
  start: 2000,
  election: 1500,
  crash: undefined,
};

function figures(kind: string, times: ClusterTimes[]): Measured[] {
  return (Object.keys(bars) as (keyof ClusterTimes)[]).map((name) => {
    const most = bars[name];
    return {
      name: `cluster.${kind}.${name}`,
      value: median(times.map((each) => each[name])),
      unit: 'ms',
      ...(kind !== 'native' && {
        against: `cluster.native.${name}`,
        ...(most !== undefined && { bar: { of: 'value', most } }),
      }),
    };
  });
}

/** Answers the times of one run; none of a page that cannot time a cluster. */
function timeTab(url: string): Promise<ClusterTimes[]> {
  return withPage(async (page) => {
    await page.goto(url);
    if (!(await page.evaluate(() => 'timeCluster' in leafwiseBench))) return [];
    await atRest();
    return [await page.evaluate(() => leafwiseBench.timeCluster())];
  });
}

function timeNative(): Promise<ClusterTimes[]> {
  return withNativeNetwork(clusteredHub, async ({ start, endpoint, ...network }) => {
    const started = performance.now();
    await start();
    return withConnection(
      () => endpoint('hub-1'),
      async (hub) => [
        await timeCluster({ host: network.host, log: () => network.log }, hub, started),
      ],
    );
  });
}
