import { Problem } from '../tools/lib/problem.mjs';
import { errorText } from '../src/lab/error-text.ts';
import { nearest, readArguments, wrong } from './lib/command.ts';
import { commands } from './commands.ts';
import { helpOf, overview } from './help.ts';
import { printable } from '../src/lab/text-lines.ts';
import { paintFor, print } from './lib/terminal.ts';
import { version } from './lib/about.ts';

/** The exit code that a shell has for a program whose reader is gone. */
const endedByPipe = 141;

// What reads the output may be gone, such as head or a pager: then there is no more to say, as for any program.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(endedByPipe);
  });

/** Runs the command that the arguments name, and answers its exit code. */
export async function leafwise(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  try {
    return await run(name, rest);
  } catch (error) {
    const paint = paintFor(process.stderr);
    const known = error instanceof Problem;
    const words = known
      ? error.message
      : `This should not have happened: ${errorText(error)}\n${error instanceof Error ? (error.stack ?? '') : ''}`;
    process.stderr.write(`${paint.red('leafwise:')} ${printable(words)}\n`);
    return known && error.exitCode !== 1 ? error.exitCode : wrong;
  }
}

async function run(name: string | undefined, args: string[]): Promise<number> {
  const paint = paintFor(process.stdout);
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const about = commands.find((each) => each.name === args[0]);
    await print(about ? helpOf(about, paint) : overview(commands, paint));
    return name === undefined ? wrong : 0;
  }
  if (name === 'version' || name === '--version' || name === '-V') {
    await print(`leafwise ${version}`);
    return 0;
  }
  const command = commands.find((each) => each.name === name);
  if (!command) {
    const words = name.startsWith('-')
      ? `There is no option ${name}.`
      : `There is no command ${name}.`;
    const meant = nearest(
      name,
      commands.map((each) => each.name),
    );
    throw new Problem(
      `${words}${meant ? ` Did you mean ${meant}?` : ''}\nleafwise --help lists the commands.`,
      wrong,
    );
  }
  if (args.includes('--help') || args.includes('-h')) {
    await print(helpOf(command, paint));
    return 0;
  }
  return command.run(readArguments(command, args));
}
