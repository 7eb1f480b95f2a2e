import type { Page } from 'playwright';
import { atRest } from './at-rest.ts';
import { withBenchSite } from './bench-site.ts';
import { rendererOf, renderersOf, withPage } from './chromium.ts';
import { median, type Group, type Measured } from './figures.ts';
import { leafName, withFleet, type Fleet } from './fleet.ts';
import { firstAnswer, withConnection } from './page/traffic.ts';
import { memoryOf, processorTimeOf } from './process-use.ts';
import { tcpEndpoint } from './tcp-endpoint.ts';
import { workerMemory } from './worker-memory.ts';

/** How many servers, in turn. */
const sizes = [2, 5, 10, 20, 40];
const rounds = 3;
/** How long servers are left alone before they count as idle, and for how long that is then measured, in seconds. */
const settling = 5;
const idle = 20;
/** How often memory is looked at while servers start, in milliseconds. */
const often = 100;

/** The cost of many servers in one tab. */
export const growth: Group = {
  name: 'growth',
  note:
    `a hub and its leaves, ${sizes.join(', ')} servers in all, each with JetStream in a domain of its own, and no streams. ` +
    `start: median of ${rounds}, in the tab from the press (a new profile), natively from the start of the first process, ` +
    'until each domain has answered a client of the hub. memory: of the process of the page, its worker and the code of ' +
    `nats-server included, natively of all processes, ${settling} s later; what is shared counts in parts. peak: the most ` +
    'that was seen of it from the press on. module: the memory of the module alone, which never shrinks. ' +
    `idle: processor time of the same processes over the next ${idle} s, no client and no instrument asking. It needs Linux.`,
  measure: (say) =>
    withBenchSite(async (url) => {
      const measured: Measured[] = [];
      for (const servers of sizes) measured.push(...(await measureSize(url, servers, say)));
      return measured;
    }),
};

async function measureSize(
  url: string,
  servers: number,
  say: (doing: string) => void,
): Promise<Measured[]> {
  const starts = { tab: [] as number[], native: [] as number[] };
  for (let round = 1; ; round++) {
    say(`${servers} servers, start ${round} of ${rounds}`);
    const use = await withPage(async (page) => {
      await page.goto(url);
      const module = await workerMemory(page);
      const { took, peak } = await startTab(page, servers);
      starts.tab.push(took);
      return withFleet(servers - 1, '', async (fleet) => {
        starts.native.push(await startNative(fleet, servers));
        if (round < rounds) return undefined;
        say(`${servers} servers at rest`);
        const renderer = await rendererOf(page);
        await page.waitForTimeout(settling * 1000);
        const memory = { tab: memoryOf(renderer), native: sum(fleet.processes(), memoryOf) };
        const inModule = await module('nats-servers');
        const before = { tab: processorTimeOf(renderer), native: processorTime(fleet) };
        await page.waitForTimeout(idle * 1000);
        return {
          memory,
          peak,
          module: inModule,
          idle: {
            tab: (processorTimeOf(renderer) - before.tab) / (10 * idle),
            native: (processorTime(fleet) - before.native) / (10 * idle),
          },
        };
      });
    });
    if (!use) continue;
    const name = `growth.${servers}`;
    const pair = (of: string, unit: string, { tab, native }: { tab: number; native: number }) => [
      { name: `${name}.tab.${of}`, value: tab, unit, against: `${name}.native.${of}` },
      { name: `${name}.native.${of}`, value: native, unit },
    ];
    return [
      ...pair('start', 'ms', { tab: median(starts.tab), native: median(starts.native) }),
      ...pair('memory', 'bytes', use.memory),
      { name: `${name}.tab.peak`, value: use.peak, unit: 'bytes' },
      { name: `${name}.tab.module`, value: use.module, unit: 'bytes' },
      ...pair('idle', '% of a core', use.idle),
    ];
  }
}

/** Starts servers in the tab, and watches the memory of its process meanwhile. */
async function startTab(page: Page, servers: number): Promise<{ took: number; peak: number }> {
  await atRest();
  let peak = 0;
  const renderers = await renderersOf(page);
  const look = setInterval(() => {
    peak = Math.max(peak, ...renderers.map(memoryOf));
  }, often);
  try {
    const took = await page.evaluate((count) => leafwiseBench.startStar(count), servers);
    return { took, peak };
  } finally {
    clearInterval(look);
  }
}

async function startNative(fleet: Fleet, servers: number): Promise<number> {
  await fleet.stopHub();
  const started = performance.now();
  await fleet.startHub();
  await fleet.startLeaves();
  await withConnection(
    () => tcpEndpoint(fleet.port),
    async (hub) => {
      const leaves = Array.from({ length: servers - 1 }, (_, index) => leafName(index));
      await Promise.all(['hub', ...leaves].map((domain) => firstAnswer(hub, domain)));
    },
  );
  return performance.now() - started;
}

const processorTime = (fleet: Fleet): number => sum(fleet.processes(), processorTimeOf);

const sum = (pids: readonly number[], of: (pid: number) => number): number =>
  pids.reduce((all, pid) => all + of(pid), 0);
