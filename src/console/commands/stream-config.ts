import { apiPrefix } from '../../lab/monitoring/jetstream-api.ts';
import { choice, commaList, duration, list, size, text, whole, type FlagValues } from '../flags.ts';
import { Problem } from '../problem.ts';
import type { SourceConfig, StreamConfig } from './api-types.ts';

/** Flags of a stream's configuration that `stream add` and `stream edit` share. */
export const editable = {
  subjects: commaList('Subjects that are consumed by the stream', { placeholder: 'SUBJECTS' }),
  description: text('Sets a contextual description for the stream'),
  replicas: whole('When clustered, how many replicas of the data to create', {
    placeholder: 'REPLICAS',
  }),
  retention: choice(['limits', 'interest', 'work', 'workqueue'], 'Defines a retention policy'),
  discard: choice(['old', 'new'], 'Defines the discard policy'),
  'max-age': duration('Maximum age of messages to keep'),
  'max-bytes': size('Maximum bytes to keep'),
  'max-consumers': whole('Maximum number of consumers to allow'),
  'max-msg-size': size('Maximum size any 1 message may be'),
  'max-msgs': whole('Maximum amount of messages to keep'),
  'max-msgs-per-subject': whole('Maximum amount of messages to keep per subject'),
  'dupe-window': duration('Duration of the duplicate message tracking window'),
};

/** Flags for the origins of a stream: a mirror and sources. (Its subjects are flags of their own.) */
export const origins = {
  mirror: text('Completely mirror another stream', { placeholder: 'STREAM', names: 'stream' }),
  'mirror-domain': text('The JetStream domain of the stream to mirror', { placeholder: 'DOMAIN' }),
  'mirror-api': text('Where the API of the account of the stream to mirror is imported', {
    placeholder: 'PREFIX',
  }),
  'mirror-deliver': text('Where deliveries of the account of the stream to mirror are imported', {
    placeholder: 'PREFIX',
  }),
  source: list('Source data from other streams, merging into this one', {
    placeholder: 'STREAM',
    names: 'stream',
  }),
  'source-domain': list(
    'The JetStream domain of the sources: one for all, or one for each in turn',
    { placeholder: 'DOMAIN' },
  ),
};

export const originsDiffer =
  'The nats CLI asks whether a mirror or source is in another domain or account, and has no flag to say it: --mirror-domain, --mirror-api, --mirror-deliver and --source-domain are of this console.';

type Editable = FlagValues<typeof editable>;

/** The parts of a configuration that were given, by JetStream's names for them. */
export function givenConfig(flags: Editable, before?: StreamConfig): Partial<StreamConfig> {
  const given: Partial<Record<keyof StreamConfig, unknown>> = {
    subjects: flags.subjects.length ? flags.subjects : undefined,
    description: flags.description,
    num_replicas: flags.replicas,
    retention: flags.retention === 'work' ? 'workqueue' : flags.retention,
    discard: flags.discard,
    max_age: flags['max-age'],
    max_bytes: flags['max-bytes'],
    max_consumers: flags['max-consumers'],
    max_msg_size: flags['max-msg-size'],
    max_msgs: flags['max-msgs'],
    max_msgs_per_subject: flags['max-msgs-per-subject'],
    duplicate_window: flags['dupe-window'],
  };
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  const config = Object.fromEntries(known) as Partial<StreamConfig>;
  // A window longer than the age that is left would be refused.
  const age = config.max_age;
  if (age && config.duplicate_window === undefined && (before?.duplicate_window ?? 0) > age) {
    config.duplicate_window = age;
  }
  return config;
}

/**
 * Mirror and sources, with the API of their domains.
 * @throws Problem for a domain without its mirror or source
 */
export function originConfig(flags: FlagValues<typeof origins>): Partial<StreamConfig> {
  const { mirror, 'mirror-domain': mirrorDomain, source, 'source-domain': domains } = flags;
  for (const flag of ['mirror-domain', 'mirror-api'] as const) {
    if (flags[flag] !== undefined && mirror === undefined) {
      throw new Problem(`--${flag} needs --mirror`);
    }
  }
  const { 'mirror-api': api, 'mirror-deliver': deliver } = flags;
  if (api !== undefined && mirrorDomain !== undefined) {
    throw new Problem('--mirror-domain and --mirror-api exclude each other');
  }
  if (deliver !== undefined && api === undefined) {
    throw new Problem('--mirror-deliver needs --mirror-api');
  }
  if (domains.length > 1 && domains.length !== source.length) {
    throw new Problem(
      `${domains.length} times --source-domain for ${source.length} times --source`,
    );
  }
  if (domains.length && !source.length) throw new Problem('--source-domain needs --source');
  return {
    ...(mirror !== undefined && {
      mirror:
        api === undefined
          ? external(mirror, mirrorDomain)
          : { name: mirror, external: { api, ...(deliver !== undefined && { deliver }) } },
    }),
    ...(source.length && {
      sources: source.map((name, i) => external(name, domains[i] ?? domains[0])),
    }),
  };
}

/** A stream to take messages from, in another domain or in the same. */
export function external(name: string, domain: string | undefined): SourceConfig {
  return { name, ...(domain !== undefined && { external: { api: apiPrefix(domain) } }) };
}
