import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { declarationsOf, tryOverlay } from '../../engine/apply-overlay.mjs';
import { overlays, type Overlay } from '../../engine/overlays.mjs';
import { keys } from '../../src/config-keys/keys.ts';
import { remedyFor } from '../../src/lab/conf/hub-remote.ts';
import { refusalIn } from '../../src/lab/session/join-state.ts';
import { refusalOf } from '../../src/lab/session/refusals.ts';
import { meaningOf } from '../../src/lab/wire/subjects.ts';
import { messagePages } from '../../tests/servers/docs/message-pages.ts';
import { reasons } from '../../tests/servers/docs/messages-left-out.ts';
import {
  functions as messageFunctions,
  serverMessages,
} from '../../tests/servers/docs/server-messages.ts';
import { constantsBehind, filesBehind, functionsBehind, jsonTypes, textsBehind } from './known.ts';
import { lineDiff } from './line-diff.ts';
import type { ServerSource } from '../lib/server-source.ts';

/** The differences between two releases in one respect. */
export interface Section {
  title: string;
  /** Our files that know of it. */
  ours: string;
  lines: string[];
}

/**
 * Lists what came, went or changed in another release, compared with the pinned one, as far as this
 * project knows of it. A respect without differences is left out.
 */
export async function compare(pinned: ServerSource, release: ServerSource): Promise<Section[]> {
  const sections = [
    {
      title: 'Overlays',
      ours: 'engine/overlays.mjs',
      lines: await overlayLines(pinned.folder, release.folder),
    },
    {
      title: 'Go modules',
      ours: 'engine/go.mod',
      lines: await moduleLines(pinned.folder, release.folder),
    },
    {
      title: 'Configuration keys',
      ours: 'src/config-keys/keys.ts',
      lines: differences(configKeys(pinned), configKeys(release)),
    },
    {
      title: 'Messages of leaf nodes and domains',
      ours: 'docs/troubleshooting/messages, tests/servers/docs/messages-left-out.ts',
      lines: differences(await messages(pinned, release), await messages(release, pinned)),
    },
    {
      title: 'Functions whose messages have pages',
      ours: 'tests/servers/docs/server-messages.ts',
      lines: differences(present(pinned, messageFunctions), present(release, messageFunctions)),
    },
    ...Object.entries(functionsBehind).map(([ours, functions]) => ({
      title: 'Functions that this follows',
      ours,
      lines: changedFunctions(pinned, release, functions),
    })),
    ...(await Promise.all(
      Object.entries(filesBehind).map(async ([ours, files]) => ({
        title: 'Files that this follows',
        ours,
        lines: await changedFiles(pinned.folder, release.folder, files),
      })),
    )),
    ...(await Promise.all(
      Object.entries(constantsBehind).map(async ([ours, names]) => ({
        title: 'Constants that this gives',
        ours,
        lines: differences(
          await constants(pinned.folder, names),
          await constants(release.folder, names),
        ),
      })),
    )),
    {
      title: 'Subjects',
      ours: 'src/lab/wire/subjects.ts',
      lines: differences(subjects(pinned), subjects(release)),
    },
    ...Object.entries(textsBehind).map(([ours, texts]) => ({
      title: 'Texts that this reads',
      ours,
      lines: differences(textsOf(pinned, texts), textsOf(release, texts)),
    })),
    {
      title: 'Log lines that tell of a refusal',
      ours: 'src/lab/session/refusals.ts',
      lines: differences(linesKnown(pinned, refusedPassage), linesKnown(release, refusedPassage)),
    },
    {
      title: 'Words that tell that a hub refuses, and their remedies',
      ours: 'src/lab/session/join-state.ts, src/lab/conf/hub-remote.ts',
      lines: differences(linesKnown(pinned, refusedJoin), linesKnown(release, refusedJoin)),
    },
    {
      title: 'Parameters of the monitoring pages',
      ours: 'src/hosts/local/monitoring.ts',
      lines: differences(parameters(pinned), parameters(release)),
    },
    {
      title: 'Fields of JSON',
      ours: 'src/lab/monitoring, src/console, src/lab/wire',
      lines: differences(jsonFields(pinned), jsonFields(release)),
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

/** Things of a release by what they are called, each with a remark on what is known of it here. */
type Things = Map<string, string>;

function differences(before: Things, after: Things): string[] {
  const only = (a: Things, b: Things, what: string) =>
    [...a].filter(([name]) => !b.has(name)).map(([name, remark]) => `${what} ${name}${remark}`);
  return [...only(after, before, 'came'), ...only(before, after, 'went')];
}

async function overlayLines(pinned: string, release: string): Promise<string[]> {
  const lines = await Promise.all(
    overlays.map(async (overlay) => {
      const after = await readIfThere(path.join(release, overlay.file));
      const outcome = tryOverlay(after, overlay);
      const before = await readFile(path.join(pinned, overlay.file), 'utf8');
      const diff = lineDiff(declaration(before, overlay), declaration(after, overlay));
      if (outcome.type === 'applied' && diff.length === 0) return [];
      const verdict = {
        applied: 'applies; what is around it has changed',
        changed: 'does NOT apply: the text that it replaces has changed',
        gone: 'does NOT apply: what it is in is gone, or there more than once',
      }[outcome.type];
      const heading = `${overlay.file}, ${overlay.within.replace(/\s+/g, ' ')}: ${verdict}`;
      return [heading, ...(outcome.type === 'gone' ? [] : diff)];
    }),
  );
  return lines.flat();
}

function declaration(source: string, { within }: Overlay): string {
  const [span] = declarationsOf(source, within);
  return span ? source.slice(span.start, span.end) : '';
}

const readIfThere = (file: string) => readFile(file, 'utf8').catch(() => '');

async function moduleLines(pinned: string, release: string): Promise<string[]> {
  const read = async (folder: string): Promise<Things> => {
    const text = await readIfThere(path.join(folder, 'go.mod'));
    return new Map([...text.matchAll(/^\s*(\S+ v?\d\S*)/gm)].map(([, line = '']) => [line, '']));
  };
  return differences(await read(pinned), await read(release));
}

/** The keys that each function of opts.go takes. */
function configKeys({ functions }: ServerSource): Things {
  const known = keys.map(({ path: at, source, aliases = [] }) => ({
    at,
    reader: source.split(', ')[1]!,
    names: [at.split('.').at(-1)!, ...aliases],
  }));
  const things: Things = new Map();
  for (const { name: reader, file, cases = [] } of functions) {
    if (file !== 'opts.go') continue;
    const here = known.filter((key) => key.reader === reader);
    for (const name of cases) {
      const key = here.find(({ names }) => names.includes(name.toLowerCase()));
      const remark = key
        ? `: known as ${key.at}`
        : here.length > 0
          ? ': not known, though others of this function are'
          : '';
      things.set(`"${name}" of ${reader}`, remark);
    }
  }
  return things;
}

/** The messages that are to have a page, each with its page and where another release has its text. */
async function messages(source: ServerSource, other: ServerSource): Promise<Things> {
  const pages = await messagePages();
  const places = new Map(other.texts.map(({ text, file, within }) => [text, `${file} ${within}`]));
  return new Map(
    serverMessages(source).map(({ file, text }) => {
      const page = pages.find(({ messages }) => messages.includes(text));
      const reason = reasons.get(text);
      const known = page ? `${page.slug}.mdx` : reason ? `no page, "${reason}"` : 'no page';
      const place = places.get(text);
      const moved = place ? `; the other release has it in ${place}` : '';
      return [`${file} ${JSON.stringify(text)}`, `: ${known}${moved}`];
    }),
  );
}

/** Those of some functions, by file, that there are. */
function present({ functions }: ServerSource, wanted: Record<string, readonly string[]>): Things {
  return new Map(
    functions
      .filter(({ file, name }) => wanted[file]?.includes(name))
      .map(({ file, name }) => [`${file} ${name}`, '']),
  );
}

function changedFunctions(
  pinned: ServerSource,
  release: ServerSource,
  wanted: Record<string, readonly string[]>,
): string[] {
  const texts = ({ functions }: ServerSource) =>
    new Map(
      functions
        .filter(({ file, name }) => wanted[file]?.includes(name))
        // Methods of several types may have one name.
        .map(({ file, text }) => [`${file}, ${text.split('\n')[0]!}`, text] as const),
    );
  const [before, after] = [texts(pinned), texts(release)];
  const changed = [...before].flatMap(([name, text]) => {
    const now = after.get(name);
    return now === undefined || now === text ? [] : [`changed ${name}`, ...lineDiff(text, now)];
  });
  const names = (of: Map<string, string>): Things => new Map([...of.keys()].map((n) => [n, '']));
  return [...differences(names(before), names(after)), ...changed];
}

async function changedFiles(
  pinned: string,
  release: string,
  files: readonly string[],
): Promise<string[]> {
  const lines = await Promise.all(
    files.map(async (file) => {
      const [before, after] = await Promise.all(
        [pinned, release].map((folder) => readIfThere(path.join(folder, file))),
      );
      const diff = lineDiff(before!, after!);
      return diff.length > 0 ? [`changed ${file}`, ...diff] : [];
    }),
  );
  return lines.flat();
}

/** Some constants, by file, with their values. */
export async function constants(
  folder: string,
  wanted: Record<string, readonly string[]>,
): Promise<Things> {
  const lines = Object.entries(wanted).map(async ([file, names]) => {
    const text = await readIfThere(path.join(folder, 'server', file));
    const pattern = new RegExp(`^\\s*(?:(?:const|var) )?((?:${names.join('|')})\\s*=.*)$`, 'gm');
    return [...text.matchAll(pattern)].map(([, line = '']) => [`${file} ${line}`, ''] as const);
  });
  return new Map((await Promise.all(lines)).flat());
}

/** Subjects that servers and clients use among themselves. */
function subjects({ texts }: ServerSource): Things {
  const found = texts.filter(
    ({ taken, text }) => taken === 'value' && /^(\$|_[A-Z]+_)\S*$/.test(text),
  );
  return new Map(
    found.map(({ text, by }) => {
      const meaning = meaningOf(text.replace(/%s|\*|>$/g, 'x').replace(/\.$/, '.x'));
      return [`${text} (${by})`, meaning ? `: explained as "${meaning.says}"` : ': not explained'];
    }),
  );
}

const textsOf = ({ texts }: ServerSource, wanted: readonly string[]): Things =>
  new Map(
    texts
      .filter(({ text }) => wanted.includes(text))
      .map(({ text }) => [JSON.stringify(text), ''] as const),
  );

/** Files that say something about leaf connections. */
const saysOfLeafs = new Set(['leafnode.go', 'client.go', 'auth.go', 'errors.go']);

/** Texts of the log, or sent, that something here recognises once their verbs are filled in. */
function linesKnown({ texts }: ServerSource, known: (text: string) => string | undefined): Things {
  const found = texts.flatMap(({ file, text }) => {
    if (!saysOfLeafs.has(file)) return [];
    const as = known(text.replaceAll('%q', '"x"').replace(/%[+#]?[a-zA-Z]/g, 'x'));
    return as === undefined ? [] : [[`${file} ${JSON.stringify(text)}`, `: ${as}`] as const];
  });
  return new Map(found);
}

const refusedPassage = (text: string) =>
  refusalOf({ server: '', level: 'debug', at: 0, text })?.what;

const noRemedy = remedyFor('');
function refusedJoin(text: string): string | undefined {
  const remedy = remedyFor(text);
  if (refusalIn(text) !== undefined) return remedy;
  return remedy === noRemedy ? undefined : remedy;
}

/** Lists the query parameters that the handlers of the monitoring pages read. */
function parameters({ texts }: ServerSource): Things {
  const asks = /^(?:Get|decode(?:Bool|Int|Uint64|Subs|State))$/;
  return new Map(
    texts
      .filter(({ file, taken, by }) => file === 'monitor.go' && taken === 'call' && asks.test(by))
      .map(({ within, text }) => [`${text} of ${within}`, '']),
  );
}

function jsonFields({ types }: ServerSource): Things {
  return new Map(
    types
      .filter(({ file, name }) => file === 'monitor.go' || jsonTypes.has(name))
      .flatMap(({ name, fields = [] }) => fields.map((field) => [`${field} of ${name}`, ''])),
  );
}
