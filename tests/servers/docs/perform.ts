import { expect, vi } from 'vitest';
import {
  targetOf,
  perform as performAct,
  wordsOf,
  type Act,
} from '../../../src/lab/exercise/act.ts';
import { mayHaveSystemUser } from '../../../tools/nats-cli/system-user.ts';
import { missingLine } from '../../support/missing-line.ts';
import { hasRun, type TypedLine } from '../../support/type-line.ts';
import { isHere } from './for-release.ts';
import { textOf, type Part } from './page.ts';
import { compareEnded, compareHeard } from './same-words.ts';
import { lineAt, type Visit } from './visit.ts';

/** How long a command may take, and what it prints to become so, in milliseconds. */
const patience = 60_000;

/**
 * Does what a part of a page has its reader do, and fails where the servers do not give what the page says. A part that
 * names other releases than that of this run is left out. A twin does the same, with the real CLI.
 */
export async function perform(part: Part, visit: Visit): Promise<void> {
  if (!isHere(part.props)) return;
  if (part.name === 'Command') return command(part, visit);
  if (part.name === 'Do') return onBoth(visit, (one) => act(part.props as Act, one));
  if (part.name === 'AtHub') return atHub(part, visit);
  if (part.name === 'Try') await onBoth(visit, (one) => trial(part, one));
  for (const inner of part.parts) await perform(inner, visit);
}

/** Does something on a lab and on its twin. */
export async function onBoth(visit: Visit, work: (one: Visit) => Promise<unknown>): Promise<void> {
  await Promise.all([work(visit), visit.twin && work(visit.twin)]);
}

/**
 * Ends a visit: takes the looks that were left for later, and stops the lines that still run. Where there is a twin, the
 * real CLI has been compared with the console when this is done: see `expectSame`.
 */
export async function finish(visit: Visit): Promise<void> {
  await onBoth(visit, takeLooks);
  for (const pair of visit.pairs) await compareHeard(visit, pair);
  await onBoth(visit, stopLines);
  visit.pairs.splice(0);
}

async function takeLooks({ later }: Visit): Promise<void> {
  for (const look of later.splice(0)) await look();
}

async function stopLines(visit: Visit): Promise<void> {
  const running = [...visit.running];
  for (const { stop } of running) stop();
  for (const server of new Set(running.map((line) => line.server)))
    await consolesGone(visit, server);
}

/** Waits until a server has dropped the consoles that were closed: it may still choose one to answer a request. */
async function consolesGone({ session, tools }: Visit, server: string): Promise<void> {
  await settles(async () => {
    if (session.snapshot.get().servers[server]?.type !== 'running') return;
    const { connections } = await tools.host.monitor(server, 'connz');
    const names = (connections ?? []).map(({ name }) => name);
    expect(names).not.toContain(`console-at-${server}`);
  }, 50);
}

/** A line at a hub elsewhere, whose interest may take a moment to arrive. */
async function atHub({ props }: Part, visit: Visit): Promise<void> {
  const line = textOf(props.children);
  const run = async ({ tools }: Visit) => {
    let printed = '';
    await settles(async () => (printed = await (await tools.hubElsewhere!()).run(line)));
    return hasRun(printed);
  };
  const [ours, cli] = await Promise.all([run(visit), visit.twin && run(visit.twin)]);
  if (cli) await compareEnded(visit, lineAt('my-hub', line), ours, cli, run);
}

async function trial({ props }: Part, { tools }: Visit): Promise<void> {
  const run = props['run'] as (tools: object) => Promise<unknown>;
  const { prints = '' } = props as Promises;
  const attempt = async () => {
    const outcome = await run({ connect: tools.connect, monitor: tools.host.monitor });
    const printed = JSON.stringify(outcome ?? null, null, 2);
    expect(missingLine(prints, printed), printed).toBeUndefined();
  };
  if (props['fails']) await expect(attempt()).rejects.toThrow();
  else if (!props['eventually']) await attempt();
  else await settles(attempt);
}

async function act(act: Act, { session, tools }: Visit): Promise<void> {
  const { topology } = session;
  const { kind, name } = targetOf(act);
  const known = kind === 'link' ? topology.links : topology.servers;
  expect(
    known.map((one) => one.name),
    wordsOf(act),
  ).toContain(name);
  const done = performAct(act, tools);
  if ('configure' in act && act.refused) await expect(done).rejects.toThrow(act.refused);
  else await done;
}

/** The promises of a command: see the component of that name. */
interface Promises {
  prints?: string | undefined;
  older?: { before: string; prints: string };
  hears?: string;
  /** Undefined where either is well. */
  fails?: boolean | undefined;
  eventually?: boolean | undefined;
}

async function command({ props }: Part, visit: Visit): Promise<void> {
  const line = textOf(props.children);
  const server = props['server'] as string;
  const { older, eventually, ...promises } = props as Promises;
  const promised = { fails: false, ...promises };
  if (older && isHere(older)) promised.prints = older.prints;
  expect(typeof props.children, line).toBe('string');
  expect(
    visit.session.topology.servers.map(({ name }) => name),
    line,
  ).toContain(server);
  const run = async (one: Visit, promised: Promises): Promise<TypedLine> => {
    if (!eventually) return typed(one, server, line, promised);
    let last: TypedLine | undefined;
    await settles(async () => (last = await typed(one, server, line, promised)));
    return last!;
  };
  const ours = await run(visit, promised);
  if (!visit.twin) return;
  const where = lineAt(server, line);
  const prints = awaitedOfCli(ours, line, { ...promised, eventually });
  const { topology } = visit.session;
  const mayFail = asksServers.test(line) && (topology.operator || !mayHaveSystemUser(topology));
  const ofCli = { fails: mayFail ? undefined : promised.fails, prints };
  const cli = await run(visit.twin, ofCli).catch(String);
  if (typeof cli === 'string') visit.differences.push(`${where}\nThe nats CLI: ${cli}`);
  else if (!ours.result()) visit.pairs.push({ line: where, console: ours, cli });
  else
    await compareEnded(visit, where, ours, cli, (one) =>
      typed(one, server, line, one === visit ? promised : ofCli),
    );
}

/**
 * The lines that the CLI waits for where it is tried until it has printed them, or runs on: not the console's remarks.
 * All else is compared when both have ended.
 */
function awaitedOfCli(
  ours: TypedLine,
  line: string,
  { prints = '', eventually }: Promises,
): string {
  if (!(eventually || listens.test(line))) return '';
  // The CLI may know fewer servers, each of them a row.
  const isRow = (each: string) => asksServers.test(line) && /│|"name"/.test(each);
  return prints
    .split('\n')
    .filter((each) => !isRow(each) && !missingLine(each, ours.answered()))
    .join('\n');
}

/** Types a line and waits for what it promises. */
async function typed(
  visit: Visit,
  server: string,
  line: string,
  { prints = '', hears, fails }: Promises,
): Promise<TypedLine> {
  // A thing that a step's solution has removed by that very line cannot be removed again.
  const printed = removes.test(line) ? visit.ran.get(lineAt(server, line)) : undefined;
  if (printed !== undefined) {
    expect(missingLine(prints, printed), printed).toBeUndefined();
    return hasRun(printed);
  }
  const typed = visit.type(server, line);
  await shown(line, typed, prints);
  const result = typed.result();
  if (result && fails !== undefined) expect(result.code, typed.printed()).toBe(fails ? 1 : 0);
  if (hears) visit.later.push(() => shown(line, typed, hears));
  return typed;
}

/** Tries again and again until it does not reject; at the end with what it last rejected with. */
async function settles(attempt: () => Promise<unknown>, interval = 500): Promise<void> {
  await vi.waitFor(attempt, { timeout: patience, interval });
}

/** Lines that the console answers for all servers of a lab, and the CLI for those of one system account. */
const asksServers = /^(nats )?server /;

/** Lines that can be run once. */
const removes = /^(nats )?(stream|consumer|kv|object) (rmm?|del)\b/;

/** Lines that go on until Ctrl-C, and say when they listen. */
const listens = /^(nats )?(sub|subscribe|reply|kv watch)\b/;
const listening = /Subscribing on|Listening on/;

/** Resolves when a line has printed what it promises and, if it does not listen, has ended. */
async function shown(line: string, typed: TypedLine, prints: string): Promise<void> {
  if (!listens.test(line) || line.includes('--count')) {
    await Promise.race([typed.ended, late(`${line} did not end`)]);
  }
  const look = () => {
    const printed = typed.printed();
    if (listens.test(line) && !prints) expect(printed).toMatch(listening);
    else expect(missingLine(prints, printed), `${line}\n${printed}`).toBeUndefined();
  };
  if (typed.result()) look();
  else await vi.waitFor(look, patience);
}

const late = (why: string) =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(why)), patience).unref();
  });
