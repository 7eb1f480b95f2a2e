import { expect, vi } from 'vitest';
import { runLine } from '../../../src/console/run.ts';
import {
  targetOf,
  perform as performAct,
  wordsOf,
  type Act,
} from '../../../src/lab/exercise/act.ts';
import type { ExerciseTools } from '../../../src/lab/exercise/exercise.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import type { Lab } from '../hosts/bench.ts';
import { textOf, type Part } from './page.ts';
import { consoleAt, keyOf } from './page-lab.ts';

/** How long a command may take, and what it prints to become so, in milliseconds. */
const patience = 60_000;

/** What a page's commands and buttons are tried on. */
export interface Place {
  lab: Lab;
  topology: Topology;
  tools: ExerciseTools;
  /** The lines that run on, and what ends each of them as Ctrl-C does. */
  running: Map<string, AbortController>;
  /** What solutions have run, by server and line, and what that printed. */
  ran: Map<string, string>;
  /** What is to be looked at when all is done: what was heard meanwhile. */
  later: (() => Promise<void>)[];
  /** Stops a hub outside the lab, if one was asked for. */
  end: () => Promise<void>;
}

/** Does what a part of a page has its reader do, and fails where the servers do not give what the page says. */
export async function perform(part: Part, place: Place): Promise<void> {
  if (part.name === 'Command') return command(part, place);
  if (part.name === 'Do') return act(part.props as Act, place);
  if (part.name === 'AtHub') return atHub(part, place);
  if (part.name === 'Try') await trial(part, place);
  for (const inner of part.parts) await perform(inner, place);
}

/** What is left when all has been done: what was to be heard meanwhile, and what still runs. */
export async function finish(place: Place): Promise<void> {
  for (const look of place.later.splice(0)) await look();
  for (const ctrlC of place.running.values()) ctrlC.abort();
}

/** A line at a hub elsewhere, whose interest may take a moment to arrive. */
const atHub = ({ props }: Part, { tools }: Place) =>
  settles(async () => (await tools.hubElsewhere!()).run(textOf(props.children)));

async function trial({ props }: Part, { tools }: Place): Promise<void> {
  const run = props['run'] as (tools: object) => Promise<unknown>;
  const attempt = () => run({ connect: tools.connect, monitor: tools.host.monitor });
  if (props['fails']) await expect(attempt()).rejects.toThrow();
  else if (!props['eventually']) await attempt();
  else await settles(attempt);
}

async function act(act: Act, { topology, tools }: Place): Promise<void> {
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

/** What a command says of itself: see the component of that name. */
interface Promises {
  prints?: string;
  hears?: string;
  fails?: boolean;
  eventually?: boolean;
}

async function command({ props }: Part, place: Place): Promise<void> {
  const line = textOf(props.children);
  const server = props['server'] as string;
  const { prints = '', hears, fails, eventually } = props as Promises;
  expect(typeof props.children, line).toBe('string');
  expect(
    place.topology.servers.map(({ name }) => name),
    line,
  ).toContain(server);

  // What a step's solution has removed by that very line cannot be removed again.
  const printed = removes.test(line) ? place.ran.get(keyOf(server, line)) : undefined;
  if (printed !== undefined) {
    expect(printed).toMatch(expected(prints));
    return;
  }

  const settled = async () => {
    const ran = start(line, server, place);
    await ran.until(prints);
    const code = ran.code();
    if (code !== undefined) expect(code, ran.output()).toBe(fails ? 1 : 0);
    return ran;
  };
  if (eventually) return settles(settled);
  const ran = await settled();
  if (hears) place.later.push(() => ran.until(hears));
}

/** Tries again and again until it does not reject; at the end with what it last rejected with. */
async function settles(attempt: () => Promise<unknown>): Promise<void> {
  await vi.waitFor(attempt, { timeout: patience, interval: 500 });
}

/** What `prints` promises: its lines in their order, `…` standing for anything. */
function expected(prints: string): RegExp {
  const lines = prints.split('\n').flatMap((line) => line.trim() || []);
  return new RegExp(lines.map((line) => line.split('…').map(quoted).join('.*')).join('[^]*?'));
}

const quoted = (text: string): string =>
  text
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+');

/** Lines that can be run once. */
const removes = /^(nats )?(stream|consumer|kv|object) (rmm?|del)\b/;

/** Lines that go on until Ctrl-C, and say when they listen. */
const listens = /^(nats )?(sub|subscribe|reply|kv watch)\b/;
const listening = 'Subscribing on|Listening on';

/** Starts a line; one that listens runs on until it is ended. */
function start(line: string, server: string, { lab, topology, running }: Place) {
  const ctrlC = new AbortController();
  running.set(`${server}$ ${line}`, ctrlC);
  const printed: string[] = [];
  let code: number | undefined;
  const print = (text: string) => void printed.push(text);
  const ended = runLine(line, {
    ...consoleAt(server, lab, topology),
    out: print,
    err: print,
    signal: ctrlC.signal,
  }).then((ended) => {
    running.delete(`${server}$ ${line}`);
    code = ended;
  });
  const output = () => `${server}$ ${line}\n${printed.join('\n')}`;

  /** Resolves when it has printed something and, if it does not listen, has ended. */
  const until = async (prints: string) => {
    const wanted = listens.test(line) && !prints ? new RegExp(listening) : expected(prints);
    if (!listens.test(line) || line.includes('--count')) {
      await Promise.race([ended, late(`${line} did not end`)]);
    }
    const told = () => printed.join('\n');
    if (code === undefined) await expect.poll(told, { timeout: patience }).toMatch(wanted);
    else expect(told(), output()).toMatch(wanted);
  };
  return { until, code: () => code, output };
}

const late = (why: string) =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(why)), patience).unref();
  });
