import { expect, vi } from 'vitest';
import {
  targetOf,
  perform as performAct,
  wordsOf,
  type Act,
} from '../../../src/lab/exercise/act.ts';
import { missingLine } from '../../support/missing-line.ts';
import { typeLine, type TypedLine } from '../../support/type-line.ts';
import { isHere } from './for-release.ts';
import { textOf, type Part } from './page.ts';
import { lineAt, type Visit } from './visit.ts';

/** How long a command may take, and what it prints to become so, in milliseconds. */
const patience = 60_000;

/**
 * Does what a part of a page has its reader do, and fails where the servers do not give what the page says. A part that
 * names other releases than that of this run is left out.
 */
export async function perform(part: Part, visit: Visit): Promise<void> {
  if (!isHere(part.props)) return;
  if (part.name === 'Command') return command(part, visit);
  if (part.name === 'Do') return act(part.props as Act, visit);
  if (part.name === 'AtHub') return atHub(part, visit);
  if (part.name === 'Try') await trial(part, visit);
  for (const inner of part.parts) await perform(inner, visit);
}

/** Ends a visit: takes the looks that were left for later, and stops the lines that still run. */
export async function finish(visit: Visit): Promise<void> {
  for (const look of visit.later.splice(0)) await look();
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
const atHub = ({ props }: Part, { tools }: Visit) =>
  settles(async () => (await tools.hubElsewhere!()).run(textOf(props.children)));

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
  prints?: string;
  older?: { before: string; prints: string };
  hears?: string;
  fails?: boolean;
  eventually?: boolean;
}

async function command({ props }: Part, visit: Visit): Promise<void> {
  const line = textOf(props.children);
  const server = props['server'] as string;
  const { older, hears, fails, eventually } = props as Promises;
  const { prints = '' } = older && isHere(older) ? older : (props as Promises);
  expect(typeof props.children, line).toBe('string');
  expect(
    visit.session.topology.servers.map(({ name }) => name),
    line,
  ).toContain(server);

  // A thing that a step's solution has removed by that very line cannot be removed again.
  const printed = removes.test(line) ? visit.ran.get(lineAt(server, line)) : undefined;
  if (printed !== undefined) {
    expect(missingLine(prints, printed), printed).toBeUndefined();
    return;
  }

  const settled = async () => {
    const typed = typeLine(visit, server, line);
    await shown(line, typed, prints);
    const result = typed.result();
    if (result) expect(result.code, typed.printed()).toBe(fails ? 1 : 0);
    return typed;
  };
  if (eventually) return settles(settled);
  const typed = await settled();
  if (hears) visit.later.push(() => shown(line, typed, hears));
}

/** Tries again and again until it does not reject; at the end with what it last rejected with. */
async function settles(attempt: () => Promise<unknown>, interval = 500): Promise<void> {
  await vi.waitFor(attempt, { timeout: patience, interval });
}

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
