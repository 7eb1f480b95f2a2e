import * as v from 'valibot';
import { givenBounds } from '../lab/derive/given-bounds.ts';
import type { BenchState } from './bench.ts';

/** The largest text of a whole bench as JSON, in bytes. */
export const mostBytes = 10_000_000;
const most = {
  files: givenBounds.files,
  fileLength: givenBounds.bytes,
  entries: 1000,
  path: 300,
  name: 200,
  line: 4000,
};
/** How far from the middle of a map a server may stand. */
const farthest = 1_000_000;

/** Says what of a bench cannot be taken: a sentence. */
export class UnreadableBench extends Error {
  override name = 'UnreadableBench';
}

/** Control characters, line breaks, halves of characters, and what turns the direction of what follows. */
const unfit = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\p{Bidi_Control}]/u;
const noText = /[\0\p{Surrogate}]/u;

const lineOf = (what: string, longest: number) =>
  v.pipe(
    v.string(`${what} is no text`),
    v.maxLength(longest, `${what} is longer than ${longest} characters`),
    v.check((text) => !unfit.test(text), `${what} has characters that cannot be shown`),
  );
const listOf = <const S extends v.GenericSchema>(what: string, longest: number, each: S) =>
  v.pipe(
    v.array(each, `${what} are no list`),
    v.maxLength(longest, `it has more than ${longest} ${what}`),
  );

/** An object as a list of its entries: a name such as `__proto__` is one as any other. */
const listed = (what: string) =>
  v.pipe(
    v.custom<Record<string, unknown>>(
      (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
      `${what} are no list of names`,
    ),
    v.transform((given) => Object.entries(given)),
  );
const ownEntriesOf = <const S extends v.GenericSchema>(what: string, value: S) =>
  v.pipe(
    listed(what),
    v.array(v.tuple([v.string(), value])),
    v.transform((entries) => withoutPrototype(entries)),
  );
const entriesOf = <const S extends v.GenericSchema>(what: string, value: S) =>
  v.pipe(
    listed(what),
    listOf(what, most.entries, v.tuple([lineOf(`a name of ${what}`, most.name), value])),
    v.transform((entries) => withoutPrototype(entries)),
  );

function withoutPrototype<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  const made = Object.create(null) as Record<string, T>;
  for (const [name, value] of entries) made[name] = value;
  return made;
}

/** Whether a path stays in the folder of the bench, whatever system it is written on. */
const staysInside = (path: string): boolean =>
  !/[\\:]/.test(path) && path.split('/').every((part) => !/^(|\.|\.\.)$/.test(part));

const coordinate = v.pipe(
  v.number('a place on the map is no number'),
  v.check((at) => Math.abs(at) <= farthest, 'a place on the map is too far away'),
);

const pathSchema = v.pipe(
  lineOf('the path of a file', most.path),
  v.check(staysInside, 'the path of a file leads out of the folder of the bench'),
);

/** Whether a file of a bench can have a path, so that the bench can also be shared. */
export const isFilePath = (path: string): boolean => v.is(pathSchema, path);

/** The name of a bench, made as short as it has to be, with an ending. */
export const benchName = (name: string, ending = ''): string =>
  name.slice(0, most.name - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;

const fileSchema = v.object({
  path: pathSchema,
  text: v.pipe(
    v.string('a file has no text'),
    v.maxLength(most.fileLength, 'a file is longer than 1 MB'),
    v.check((text) => !noText.test(text), 'a file has characters that no text has'),
  ),
});

const benchSchema = v.object(
  {
    name: lineOf('its name', most.name),
    files: v.pipe(
      listOf('files', most.files, fileSchema),
      v.check(
        (files) => new Set(files.map(({ path }) => path)).size === files.length,
        'two files have the same path',
      ),
    ),
    places: entriesOf('places', v.object({ x: coordinate, y: coordinate })),
    assigned: entriesOf('hosts', lineOf('the server of a host', most.name)),
    commands: listOf(
      'commands',
      most.entries,
      v.object({
        server: lineOf('the server of a command', most.name),
        line: lineOf('a command', most.line),
      }),
    ),
    cut: listOf('cut links', most.entries, lineOf('the name of a link', most.name)),
    server: lineOf('the version of nats-server', most.name),
  },
  ({ expected }) => (expected === 'Object' ? 'it is no bench' : 'a part is missing'),
);

const text = (what: string) => v.string(`${what} is no text`);
const near = v.pipe(
  v.number('a place on the map is no number'),
  v.transform((at) => Math.max(-farthest, Math.min(farthest, at))),
);

/** What a bench has to be for a page to show it. */
const ownSchema = v.object(
  {
    name: text('its name'),
    files: v.array(
      v.object({ path: text('the path of a file'), text: text('a file') }),
      'files are no list',
    ),
    places: ownEntriesOf('places', v.object({ x: near, y: near })),
    assigned: ownEntriesOf('hosts', text('the server of a host')),
    commands: v.array(
      v.object({ server: text('the server of a command'), line: text('a command') }),
      'commands are no list',
    ),
    cut: v.array(text('the name of a link'), 'cut links are no list'),
    server: text('the version of nats-server'),
  },
  ({ expected }) => (expected === 'Object' ? 'it is no bench' : 'a part is missing'),
);

/**
 * Reads a bench that this site has kept itself. A person may have called files and servers whatever they liked, and is
 * to find them again.
 * @throws UnreadableBench that says the first thing that is wrong
 */
export const readOwnBench = (given: unknown): BenchState => parsed(ownSchema, given);

/**
 * Reads a bench that may have been written by anybody. Fields that it does not know are left out.
 * @throws UnreadableBench that says the first thing that is wrong
 */
export const readBench = (given: unknown): BenchState => parsed(benchSchema, given);

function parsed(schema: v.GenericSchema<unknown, BenchState>, given: unknown): BenchState {
  const read = v.safeParse(schema, given, { abortEarly: true });
  if (read.success) return read.output;
  const [{ message, path }] = read.issues;
  const at = path?.map(({ key }) => String(key)).join('.') ?? '';
  throw new UnreadableBench(
    unfit.test(at) || at === '' ? message : `${message} (${at.slice(0, 80)})`,
  );
}

/**
 * Reads a bench from JSON.
 * @throws UnreadableBench
 */
export function readBenchJson(json: string): BenchState {
  return readBench(jsonIn(json));
}

/** What a JSON text says; @throws UnreadableBench where it is none, or lies too deep in itself. */
export function jsonIn(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new UnreadableBench('it is no JSON');
  }
}
