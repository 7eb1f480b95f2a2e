import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { runClass, type RunningClass } from '../../cli/class/run.ts';
import { buildNativeServer } from '../../engine/build.mjs';
import { connectTo, type NatsConnection } from '../../src/nats/connect.ts';
import { withPage } from './chromium.ts';
import type { Done, Order } from './class-seats.ts';
import { temporaryFolder, undoAtExit } from './cleanup.ts';
import type { Group, Measured } from './figures.ts';
import { buildSite, withWorkshop } from './site.ts';

/** How many seats a class has. */
const count = 300;
/** How long they work, in seconds. */
const seconds = 60;
/** How often the hub is asked how many leaves it has, in milliseconds. */
const often = 100;

/** A class of three hundred on one hub. */
export const classOf300: Group = {
  name: 'class',
  onlyIfNamed: true,
  note:
    `a class of ${count} on this machine, with its hub, its site, the attendees and the trainer's page in Chromium on the same ` +
    `cores. joined: from the first to the last who has a seat and the last values, each by a WebSocket of its own. leaves: the ` +
    `leaf connections of all seats, from ${count} accounts of native servers, through the address of the site. memory: what the ` +
    `hub's process has grown by for each seat. told: from an attendee's passed check to its words on the trainer's page, over ` +
    `${seconds} s in which each passes a check every 10 s and gives a sign of life every 5. task: the longest that the trainer's ` +
    'page was busy without a break meanwhile; 0 where none took 50 ms.',
  measure: (say) =>
    withWorkshop(async (workshop) => {
      say('building the site');
      const site = await buildSite(workshop);
      const folder = temporaryFolder();
      const binary = await buildNativeServer();
      const held = await runClass({
        host: '127.0.0.1',
        port: 0,
        name: 'The bench',
        binary,
        site,
        parent: folder.path,
        hubEnded: (reason) => say(reason),
      });
      try {
        return await withAttendees((order) => measure(held, binary, order, say));
      } finally {
        await held.close();
        folder.remove();
      }
    }),
};

type Obey = (order: Order) => Promise<{ ms: number; told: number }>;

/** Lends a process of attendees. */
async function withAttendees<T>(use: (obey: Obey) => Promise<T>): Promise<T> {
  const child = fork(fileURLToPath(new URL('./class-seats.ts', import.meta.url)));
  const end = undoAtExit(() => child.kill('SIGTERM'));
  try {
    return await use(async (order) => {
      child.send(order);
      const [done] = (await once(child, 'message')) as [Done];
      if ('error' in done) throw new Error(done.error);
      return done;
    });
  } finally {
    end();
  }
}

async function measure(
  held: RunningClass,
  binary: string,
  obey: Obey,
  say: (doing: string) => void,
): Promise<Measured[]> {
  const { keys, state } = held.folder;
  const hub = `ws://127.0.0.1:${state.ports!.websocket}`;
  const creds = keys.logins.system;
  const system = await connectTo(() => ({ type: 'url', url: hub }), 'bench', { creds });
  try {
    const before = await varzOf(system);
    say(`${count} join`);
    const page = held.attendees.replace(/#.*/, '');
    const joined = await obey({ do: 'join', count, page, secret: state.door.secret });
    say('their servers join the hub');
    const dialled = performance.now();
    await obey({ do: 'leaf', binary });
    while ((await varzOf(system)).leafnodes < count)
      await new Promise((resolve) => setTimeout(resolve, often));
    const linked = performance.now() - dialled;
    return await withPage(async (trainer) => {
      await enter(trainer, held.trainers);
      say(`all work for ${seconds} s`);
      await watch(trainer);
      const { told } = await obey({ do: 'work', seconds });
      const { delays, longest } = await trainer.evaluate(() => window.leafwiseClass);
      const after = await varzOf(system);
      const sorted = delays.toSorted((a, b) => a - b);
      const below = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Infinity;
      return [
        { name: 'class.joined', value: joined.ms, unit: 'ms', bar: { of: 'value', most: 60_000 } },
        { name: 'class.leaves', value: linked, unit: 'ms' },
        { name: 'class.memory', value: (after.mem - before.mem) / count, unit: 'bytes a seat' },
        { name: 'class.told.p50', value: below(0.5), unit: 'ms' },
        { name: 'class.told.p99', value: below(0.99), unit: 'ms', bar: { of: 'value', most: 500 } },
        { name: 'class.seen', value: delays.length / told, unit: 'of 1' },
        { name: 'class.task', value: longest, unit: 'ms', bar: { of: 'value', most: 100 } },
      ];
    });
  } finally {
    await system.close();
  }
}

interface Varz {
  /** Resident memory in bytes. */
  mem: number;
  leafnodes: number;
}

async function varzOf(system: NatsConnection): Promise<Varz> {
  const { data } = await system.request('$SYS.REQ.SERVER.PING.VARZ', '{}', { timeout: 30_000 });
  return (JSON.parse(new TextDecoder().decode(data)) as { data: Varz }).data;
}

/** Opens the trainer's page, and waits until it shows all seats. */
async function enter(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill('Trainer');
  await page.getByRole('button', { name: 'Lead the class' }).click();
  await page.getByText(`Attendee ${count}`).first().waitFor();
}

declare global {
  interface Window {
    /** What the trainer's page has shown, and how long it was busy at most. */
    leafwiseClass: { delays: number[]; longest: number };
  }
}

/** Notes when the page shows what an attendee has told, by the time in its words. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    const noted = { delays: [] as number[], longest: 0 };
    window.leafwiseClass = noted;
    // Without a function that has a name: tsx marks those by a helper that the page does not have.
    new MutationObserver((changes) => {
      const nodes = changes.flatMap(({ target, addedNodes }) => [target, ...addedNodes]);
      for (const node of nodes) {
        for (const [words, at] of (node.textContent ?? '').matchAll(/told at (\d{13})/g)) {
          const element = node instanceof Element ? node : node.parentElement;
          const row = element?.closest('[role=row]');
          const which = `${row?.querySelector('b')?.textContent} ${words}`;
          if (!row || seen.has(which)) continue;
          seen.add(which);
          noted.delays.push(Date.now() - Number(at));
        }
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        noted.longest = Math.max(noted.longest, duration);
    }).observe({ type: 'longtask' });
  });
}
