import {
  command,
  outAll,
  type Command,
  type CommandContext,
  type CommandSpec,
} from '../../command.ts';
import { clientWords } from '../../console-errors.ts';
import { choice, text, type Flags, type FlagValues } from '../../flags.ts';
import { ExitCode, UsageProblem } from '../../problem.ts';
import { CheckResult } from './check-result.ts';
import { Servers, systemRemark } from './source.ts';

const checkFlags = {
  format: choice(
    ['nagios', 'json', 'prometheus', 'text'],
    'Render the check in a specific format (nagios, json, prometheus, text)',
  ),
  namespace: text('The prometheus namespace to use in output', { placeholder: 'NAMESPACE' }),
};

interface CheckSpec<F extends Flags> {
  /** The last word of its name. */
  name: string;
  aliases?: readonly string[];
  help: string;
  flags: F;
  needs?: readonly (keyof F & string)[];
  /** What the results call the check, where it is not its name. */
  suite?: string;
  /** What is checked. */
  item: (flags: FlagValues<F>) => string;
  run: (
    result: CheckResult,
    flags: FlagValues<F>,
    context: CommandContext,
    servers: Servers,
  ) => Promise<void>;
}

/** Declares a check of `server check`. Its exit code is Nagios's: 0, 1 for a warning, 2 if critical. */
export function checkCommand<F extends Flags>(spec: CheckSpec<F>): Command {
  const { name, aliases, help, needs = [] } = spec;
  const described: Pick<CommandSpec, 'name' | 'help'> = { name: `server check ${name}`, help };
  return command({
    ...described,
    ...(aliases && { aliases }),
    args: {},
    flags: { ...spec.flags, ...checkFlags },
    run: async (context, _, all) => {
      const flags = all as unknown as FlagValues<F>;
      requireFlags(name, needs, flags);
      const { format = 'nagios', namespace = 'nats_server_check' } = all as unknown as FlagValues<
        typeof checkFlags
      >;
      const result = new CheckResult(spec.suite ?? name, spec.item(flags));
      const servers = new Servers(context);
      await spec.run(result, flags, context, servers).catch((error: unknown) => {
        result.critical(clientWords(error));
      });
      outAll(context, result.lines(format, namespace));
      if (servers.monitored) context.err(systemRemark);
      const code = result.code(format);
      if (code) throw new ExitCode(code);
    },
  });
}

/** @throws UsageProblem in the CLI's words */
function requireFlags(
  check: string,
  needs: readonly string[],
  flags: Record<string, unknown>,
): void {
  const missing = needs.filter((name) => flags[name] === undefined).map((name) => `--${name}`);
  if (!missing.length) return;
  throw new UsageProblem(
    `required flag${missing.length > 1 ? 's' : ''} ${missing.join(', ')} not provided`,
    `usage: nats server check ${check} [<flags>]`,
  );
}

/** Puts words before an error's own, as a check does. */
export const failing =
  (words: string) =>
  (error: unknown): never => {
    throw new Error(`${words}: ${clientWords(error)}`);
  };

/** Seconds of a duration flag, which is in nanoseconds. */
export const seconds = (nanos: number | undefined): number => (nanos ?? 0) / 1e9;
