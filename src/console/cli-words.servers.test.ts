import { beforeAll, expect, test } from 'vitest';
import { readModel, type Model, type ModelFlag } from '../../tools/nats-cli/model.ts';
import type { CommandSpec } from './command.ts';
import type { Flag } from './flags.ts';
import { flagsOf, globalFlags } from './global-flags.ts';
import { notHere, whyNotHere } from './not-here.ts';
import { commandList } from './run.ts';

/** Commands with their paths, such as `stream add`. */
const models = new Map<string, Model>();
let root: Model;

beforeAll(async () => {
  root = await readModel();
  const add = (path: string, { commands = [] }: Model) => {
    for (const each of commands) {
      const name = path ? `${path} ${each.name}` : each.name;
      models.set(name, each);
      add(name, each);
    }
  };
  add('', root);
});

/** The flags of a command of the CLI, those of its groups among them. */
const modelFlags = (path: string): Map<string, ModelFlag> =>
  new Map(
    path
      .split(' ')
      .flatMap((_, at, words) => models.get(words.slice(0, at + 1).join(' '))?.flags ?? [])
      .map((flag) => [flag.name, flag]),
  );

/** What of a flag is not as in the CLI. */
function apart(name: string, own: Flag<unknown>, model: ModelFlag | undefined): string[] {
  // It is taken and not offered, or refused with the remedy.
  if (own.idle) return [];
  if (!model) return [`--${name} is not in the CLI`];
  const short = model.short === undefined ? undefined : String.fromCharCode(model.short);
  const pairs: [string, unknown, unknown][] = [
    ['says', undated(own.help), undated(model.help)],
    ['short', own.short, short],
    ['a switch', own.placeholder === undefined, model.boolean],
    ['repeated', own.repeated ?? false, model.cumulative],
    ['with --no-', own.negatable ?? false, model.negatable ?? false],
  ];
  return pairs
    .filter(([, here, there]) => here !== there)
    .map(
      ([what, here, there]) => `--${name}: ${what}: ${String(here)}; in the CLI: ${String(there)}`,
    );
}

test.each(commandList.map((spec) => [spec.name, spec] as const))(
  '%s is a command of the nats CLI, in its words',
  (name, spec: CommandSpec) => {
    const model = models.get(name)!;
    expect(model, `nats ${name} is not in the CLI`).toBeDefined();
    expect([...spec.aliases].sort()).toEqual([...(model.aliases ?? [])].sort());
    expect(firstLine(spec.help)).toBe(firstLine(model.help));
    expect(Object.keys(spec.args)).toEqual((model.args ?? []).map((arg) => arg.name));
    // The CLI asks for some of its arguments; there are no prompts here.
    const optional = Object.entries(spec.args).filter(([, { kind }]) => kind !== 'required');
    const required = (model.args ?? []).filter((arg) => arg.required).map((arg) => arg.name);
    expect(optional.map(([arg]) => arg).filter((arg) => required.includes(arg))).toEqual([]);
    const known = modelFlags(name);
    const flags = Object.entries(spec.flags);
    none(flags.flatMap(([flag, own]) => apart(flag, own, known.get(flag))));
  },
);

/** The CLI shows the time of day in an example. */
const undated = (help: string) => help.replace(/\d{4}-\d\d-\d\d [\d:]{8}/, 'a time');

/** Fails with all lines of a list; an assertion would shorten it. */
function none(lines: readonly string[]): void {
  if (lines.length) throw new Error(lines.join('\n'));
}

const firstLine = (help: string) => help.split('\n')[0]!.replace(/\s+/g, ' ');

test('flags of all commands are those of the CLI', () => {
  const known = new Map(root.flags!.map((flag) => [flag.name, flag]));
  const own = Object.entries(globalFlags).filter(([name]) => name !== 'help' && name !== 'version');
  none(own.flatMap(([name, flag]) => apart(name, flag, known.get(name))));
  none([...known.keys()].filter((flag) => !(flag in globalFlags)));
});

test('each command and flag of the CLI is here, or there is a reason', () => {
  const here = new Map(commandList.map((spec) => [spec.name, spec]));
  const missing: string[] = [];
  for (const [path, { hidden, commands = [] }] of models) {
    if (hidden || whyNotHere(path) !== undefined) continue;
    const spec = here.get(path);
    if (!spec) {
      if (!commands.length) missing.push(path);
      continue;
    }
    const flags = flagsOf(spec);
    for (const [flag, { hidden }] of modelFlags(path))
      if (!hidden && !(flag in flags) && whyNotHere(`${path} --${flag}`) === undefined)
        missing.push(`${path} --${flag}`);
  }
  none(missing);
});

test('there is no reason for a thing that the CLI lacks', () => {
  const begins = (path: string) => path.split(' ').map((_, at, words) => words.slice(0, at + 1));
  const known = new Set(
    [...models.keys()].flatMap((path) => [
      path,
      // A reason for a flag may stand at a group of commands that have it.
      ...[...modelFlags(path).keys()].flatMap((flag) =>
        begins(path).map((words) => `${words.join(' ')} --${flag}`),
      ),
    ]),
  );
  // What `nats help` does not know of is `nats cheat`.
  none(notHere.map(({ name }) => name).filter((name) => !known.has(name) && !/^cheat/.test(name)));
});
