import { apiPrefix } from '../../../lab/monitoring/jetstream-api.ts';
import type { CommandContext } from '../../command.ts';
import { list, text, type FlagValues } from '../../flags.ts';
import { Problem, saying, UsageProblem } from '../../problem.ts';
import { readGoJson } from '../../go-json.ts';
import type { SourceConfig, StreamConfig } from '../api-types.ts';
import { streamSource, warnOf } from './file.ts';

/**
 * Flags for the origins of a stream: a mirror and sources, each a name or JSON. (Its subjects are flags of their own.)
 * Readers bring the flags for domains from `kv add`; they are known in order to be refused with the remedy.
 */
export const origins = {
  mirror: text('Completely mirror another stream', { placeholder: 'STREAM', names: 'stream' }),
  source: list('Source data from other streams, merging into this one', {
    placeholder: 'STREAM',
    names: 'stream',
  }),
  'mirror-domain': { ...text('Of kv add only'), idle: true },
  'source-domain': { ...list('Of no command'), idle: true },
  'mirror-api': { ...text('Of no command'), idle: true },
  'mirror-deliver': { ...text('Of no command'), idle: true },
};

/**
 * Mirror and sources, of which each may be JSON: that tells the domain or the account.
 * @throws Problem for JSON that is none, or for a flag that only `kv add` has
 */
export function originConfig(
  flags: FlagValues<typeof origins>,
  context: Pick<CommandContext, 'err'>,
): Partial<StreamConfig> {
  const { mirror, 'mirror-domain': mirrorDomain, source, 'source-domain': sourceDomains } = flags;
  const [flag, domains] =
    mirrorDomain === undefined
      ? (['source', sourceDomains] as const)
      : (['mirror', [mirrorDomain]] as const);
  if (domains.length)
    throw noDomainFlag(flag, domains, flag === 'mirror' ? [mirror ?? 'STREAM'] : source);
  refuseExternal(flags);
  return {
    ...(mirror !== undefined && { mirror: origin(mirror, 'mirror', context) }),
    ...(source.length && { sources: source.map((each) => origin(each, 'source', context)) }),
  };
}

/** Reads a stream to take messages from: its name, or JSON that tells more. */
function origin(text: string, flag: string, context: Pick<CommandContext, 'err'>): SourceConfig {
  if (!/^\s*\{[^]*\}\s*$/.test(text)) return { name: text };
  try {
    const { value, unknown } = readGoJson(text, streamSource);
    warnOf(unknown, context);
    const config = value as SourceConfig;
    if (!config.name) throw new Problem('name is required');
    return config;
  } catch (error) {
    return saying(`invalid ${flag}`)(error);
  }
}

/** Refuses a flag for domains as the CLI does, and tells the JSON that asks for the same. */
function noDomainFlag(flag: string, domains: readonly string[], names: readonly string[]): Problem {
  const given = (names.length ? names : ['STREAM']).map((name, i) => {
    const config = external(name, domains[i] ?? domains[0]);
    return `--${flag} '${JSON.stringify(config)}'`;
  });
  return new UsageProblem(
    `unknown long flag '--${flag}-domain'`,
    `Only kv add has --mirror-domain. Of a stream in another domain, --${flag} takes JSON:`,
    given.join(' '),
  );
}

/** Refuses flags for the parts of `external` in the same way. */
function refuseExternal(flags: FlagValues<typeof origins>): void {
  const { mirror = 'STREAM', 'mirror-api': api, 'mirror-deliver': deliver } = flags;
  if (api === undefined && deliver === undefined) return;
  const config = { name: mirror, external: { api: api ?? apiPrefix('DOMAIN'), deliver } };
  throw new UsageProblem(
    `unknown long flag '--mirror-${api === undefined ? 'deliver' : 'api'}'`,
    'Of a stream in another domain or account, --mirror takes JSON:',
    `--mirror '${JSON.stringify(config)}'`,
  );
}

/** A stream to take messages from, in another domain or in the same. */
export function external(name: string, domain: string | undefined): SourceConfig {
  return { name, ...(domain !== undefined && { external: { api: apiPrefix(domain) } }) };
}
