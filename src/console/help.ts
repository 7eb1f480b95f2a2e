import type { Arg, CommandSpec } from './command.ts';
import type { Flags } from './flags.ts';

/** The synopsis of a command, such as `nats stream info [<flags>] <stream>`. */
export function usage({ name, args, flags }: CommandSpec): string {
  const words = Object.entries(args).map(([arg, { kind }]) => argument(arg, kind));
  return ['nats', name, ...(Object.keys(flags).length ? ['[<flags>]'] : []), ...words].join(' ');
}

/** The help of one command. */
export function commandHelp(spec: CommandSpec): string[] {
  const args = Object.entries(spec.args).map(
    ([name, arg]) => [argument(name, arg.kind), arg.help] as const,
  );
  return [
    `usage: ${usage(spec)}`,
    '',
    spec.help,
    ...section('Args:', args),
    ...section('Flags:', flagRows(spec.flags)),
    ...(spec.examples ? ['', 'Examples:', ...spec.examples.map((line) => `  nats ${line}`)] : []),
    ...(spec.aliases.length ? ['', `Command Aliases: ${spec.aliases.join(', ')}`] : []),
    ...(spec.differs ? ['', `Other than the nats CLI: ${spec.differs}`] : []),
  ];
}

/** The help of all commands, or of those that begin with a word. */
export function overview(specs: readonly CommandSpec[], group: string, globals: Flags): string[] {
  const rows = specs.map((spec) => [spec.name, spec.help.split('\n')[0]!] as const);
  return [
    `usage: nats ${group ? `${group} ` : ''}[<flags>] <command> [<args> ...]`,
    ...section(group ? 'Subcommands:' : 'Commands:', rows),
    ...(group ? [] : section('Global Flags:', flagRows(globals))),
    '',
    'Each takes --help. The word nats in front may be left out.',
  ];
}

/** Each flag as help writes it, with its purpose. */
export function flagRows(flags: Flags): (readonly [string, string])[] {
  return Object.entries(flags)
    .filter(([, { idle }]) => !idle)
    .map(([name, { short, placeholder, negatable, repeated, help }]) => {
      const long = `--${negatable ? '[no-]' : ''}${name}${placeholder ? `=${placeholder}` : ''}`;
      return [`${short ? `-${short}, ` : '    '}${long}${repeated ? ' ...' : ''}`, help];
    });
}

function argument(name: string, kind: Arg['kind']): string {
  if (kind === 'required') return `<${name}>`;
  return kind === 'rest' ? `[<${name}>...]` : `[<${name}>]`;
}

function section(title: string, rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.length
    ? ['', title, ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)]
    : [];
}
