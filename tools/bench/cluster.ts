import clusteredHub from '../../topologies/clustered-hub/topology.ts';
import { atRest } from './at-rest.ts';
import { withBenchSite } from './bench-site.ts';
import { withPage } from './chromium.ts';
import { median, type Group } from './figures.ts';
import { withNativeNetwork } from './native-network.ts';
import { replicatedStream, withConnection } from './page/traffic.ts';

const rounds = 5;

/** From the start of a hub of three servers with two leaves to a stream of three replicas. */
export const cluster: Group = {
  name: 'cluster',
  note:
    `median of ${rounds}, clustered-hub: three servers and two leaves. In the tab from \`new Worker\` (a new profile), ` +
    'natively from the start of the first of five processes, to a stream of three replicas that are all current. When ' +
    'the cluster elects its leader is partly chance.',
  measure: (say) =>
    withBenchSite(async (url) => {
      const tab: number[] = [];
      const native: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        say(`start ${round} of ${rounds}`);
        tab.push(await timeTab(url));
        native.push(await timeNative());
      }
      const unit = 'ms';
      return [
        { name: 'cluster.tab', value: median(tab), unit, against: 'cluster.native' },
        { name: 'cluster.native', value: median(native), unit },
      ];
    }),
};

function timeTab(url: string): Promise<number> {
  return withPage(async (page) => {
    await page.goto(url);
    await atRest();
    return page.evaluate(() => leafwiseBench.startCluster());
  });
}

function timeNative(): Promise<number> {
  return withNativeNetwork(clusteredHub, async ({ start, endpoint, host }) => {
    const started = performance.now();
    await start();
    return withConnection(
      () => endpoint('hub-1'),
      async (hub) => {
        await replicatedStream(host, hub);
        return performance.now() - started;
      },
    );
  });
}
