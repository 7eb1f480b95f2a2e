import type { Command, Option } from './lib/command.ts';
import { wrap } from '../src/lab/text-lines.ts';
import { widthOf, type Paint } from './lib/terminal.ts';

/** What a person sees who asks for help, or names no command. */
export function overview(commands: readonly Command[], paint: Paint): string {
  const longest = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Reads the configurations of nats-servers, runs the network that they describe, and says what is wrong.',
    '',
    ...commands.map(({ name, summary }) => `  ${paint.bold(name.padEnd(longest))}  ${summary}`),
    '',
    'leafwise COMMAND --help shows the options of a command, with examples. leafwise --version',
  ].join('\n');
}

/** All that a command takes, and examples. */
export function helpOf(
  { name, summary, operands, about, options, examples }: Command,
  paint: Paint,
): string {
  const width = widthOf(process.stdout);
  const heads = Object.entries(options).map(([option, each]) => headOf(option, each));
  const longest = Math.max(0, ...heads.map((head) => head.length));
  const below = Math.min(longest, 26);
  return [
    `${paint.bold(`leafwise ${name}`)} ${operands} ${heads.length > 0 ? '[OPTIONS]' : ''}`.trimEnd(),
    '',
    ...wrap(`${summary}.`, width),
    ...(about === undefined ? [] : ['', ...about.split('\n').flatMap((line) => wrap(line, width))]),
    ...(heads.length > 0 ? ['', 'Options'] : []),
    ...Object.values(options).flatMap(({ help }, i) => {
      const lines = wrap(help, Math.max(24, width - below - 4));
      const head = heads[i]!;
      const fits = head.length <= below;
      return [
        ...(fits ? [] : [`  ${head}`]),
        ...lines.map((line, at) => `  ${(at === 0 && fits ? head : '').padEnd(below)}  ${line}`),
      ];
    }),
    ...(examples.length > 0 ? ['', 'Examples'] : []),
    ...examples.flatMap(([line, does]) => [`  ${paint.dim(`# ${does}`)}`, `  ${line}`]),
  ].join('\n');
}

const headOf = (name: string, { short, type, value }: Option): string =>
  `${short === undefined ? '' : `-${short}, `}--${name}${type === 'string' ? ` ${value ?? 'VALUE'}` : ''}`;
