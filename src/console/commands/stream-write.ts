import { command, optional, outAll, type CommandContext } from '../command.ts';
import { choice, onOff, onUnless, type FlagValues } from '../flags.ts';
import { checkStreamName } from '../names.ts';
import { Problem, saying } from '../problem.ts';
import { parseDuration } from '../units.ts';
import { force, json } from './common-flags.ts';
import type { StreamConfig, StreamInfo } from './api-types.ts';
import { pickStream } from './pick-stream.ts';
import { checkConfig } from './stream-check.ts';
import { editable, givenConfig, originConfig, origins } from './stream-config.ts';
import { configFile, streamFromFile, warnOfIdle } from './stream-file.ts';
import { outStream } from './stream-json.ts';

const newStreamFlags = {
  config: configFile,
  ...editable,
  storage: choice(['file', 'memory'], 'Storage backend to use', { f: 'file', m: 'memory' }),
  ...origins,
  ack: onUnless('Acknowledge publishes'),
  'allow-direct': onUnless('Allows fast, direct, access to stream data via the direct get API'),
  'allow-rollup': onOff('Allows roll-ups to be done by publishing messages with special headers'),
  'deny-delete': onOff('Deny messages from being deleted via the API'),
  'deny-purge': onOff('Deny entire stream or subject purges via the API'),
  json,
  defaults: onOff('Accept default values for all prompts'),
};

/** The CLI's own default, which it also gives a stream with sources. The server gives that none. */
const defaultWindow = (maxAge: number | undefined) =>
  Math.min(parseDuration('2m'), maxAge || Infinity);

type NewStream = FlagValues<typeof newStreamFlags>;

/**
 * The configuration of a stream that is to be created.
 * @throws Problem where the flags are not enough for one
 */
function newStream(name: string, flags: NewStream, context: CommandContext): Partial<StreamConfig> {
  const from = originConfig(flags, context);
  const given = givenConfig(flags);
  if (from.mirror && given.subjects) {
    throw new Problem('mirrors cannot listen for messages on subjects');
  }
  if (!given.subjects && !from.mirror && !from.sources) {
    throw new Problem(
      'a stream needs subjects, a mirror or a source',
      `There are no prompts here: add --subjects '${name.toLowerCase()}.>', or --mirror or --source.`,
    );
  }
  return {
    name,
    storage: flags.storage ?? 'file',
    retention: 'limits',
    discard: 'old',
    num_replicas: 1,
    max_consumers: -1,
    max_msgs: -1,
    max_bytes: -1,
    max_msgs_per_subject: -1,
    max_msg_size: -1,
    max_age: 0,
    no_ack: !flags.ack,
    allow_direct: flags['allow-direct'],
    allow_rollup_hdrs: flags['allow-rollup'],
    deny_delete: flags['deny-delete'],
    deny_purge: flags['deny-purge'],
    ...(!from.mirror && { duplicate_window: defaultWindow(given.max_age) }),
    ...given,
    ...from,
  };
}

/** The configuration that `--config` names, with the flags that the CLI lays over it. */
function newStreamOfFile(
  name: string | undefined,
  path: string,
  flags: NewStream,
  context: CommandContext,
): Partial<StreamConfig> {
  const { subjects, description, replicas } = flags;
  warnOfIdle(flags, newStreamFlags, ['subjects', 'description', 'replicas'], context);
  return {
    ...streamFromFile(context, path, 'invalid input'),
    ...(name !== undefined && { name }),
    ...(subjects.length > 0 && { subjects }),
    ...(description && { description }),
    ...(replicas && { num_replicas: replicas }),
  };
}

export const streamAdd = command({
  name: 'stream add',
  aliases: ['create', 'new'],
  help: 'Create a new stream',
  differs: `There are no prompts: each setting that the nats CLI would ask for takes its default, as with --defaults.`,
  examples: [
    `stream add ORDERS --subjects 'orders.>' --defaults`,
    `stream add ORDERS_COPY --mirror '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --js-domain hub --defaults`,
    'stream add ORDERS_COPY --config orders-copy.json',
  ],
  args: { stream: optional('Stream name') },
  flags: newStreamFlags,
  run: async (context, { stream: named }, flags) => {
    const { config: path } = flags;
    if (named === undefined && path === undefined) {
      throw new Problem(`required argument 'stream' not provided, try --help`);
    }
    const config =
      path === undefined
        ? newStream(named!, flags, context)
        : newStreamOfFile(named, path, flags, context);
    const { name: stream = '' } = config;
    try {
      checkStreamName(stream);
      checkConfig(config);
    } catch (error) {
      saying('could not create Stream')(error);
    }
    const js = await context.jetStream();
    const info = await js
      .ask<StreamInfo>(`STREAM.CREATE.${stream}`, config)
      .catch(couldNot('create Stream', stream));
    if (!flags.defaults && path === undefined)
      context.err('There are no prompts here: settings that were not given took their defaults.');
    outAll(context, [`Stream ${stream} was created`, '']);
    outStream(context, info, flags);
  },
});

/** The code of a refusal to create a stream that is there with another configuration. */
const taken = '(10058)';

/** Puts the CLI's words before a server's refusal to create or edit a stream, and the remedy after it. */
function couldNot(what: string, stream: string) {
  return (error: unknown): never => {
    if (!(error instanceof Problem)) throw error;
    const remedy = error.message.includes(taken)
      ? [
          `Change it with nats stream edit ${stream}, or remove it with nats stream rm ${stream} -f.`,
        ]
      : [];
    throw new Problem(`could not ${what}: ${error.message}`, ...error.help, ...remedy);
  };
}

const editFlags = {
  config: configFile,
  ...editable,
  mirror: origins.mirror,
  source: origins.source,
  'no-mirror': onOff('Removes current mirror configuration'),
  force,
  json,
};

type Edit = FlagValues<typeof editFlags>;

/** @throws Problem if no flag changes anything, or one changes what only a file can */
function edited(config: StreamConfig, flags: Edit): object {
  if (flags.mirror !== undefined || flags.source.length) {
    throw new Problem(
      `could not create new configuration for Stream ${config.name}: cannot edit mirrors, or sources using the CLI, use --config instead`,
    );
  }
  const promoted = flags['no-mirror'] && config.mirror !== undefined;
  const change = { ...givenConfig(flags, config), ...(promoted && { mirror: undefined }) };
  if (!Object.keys(change).length) throw new Problem('no changes given, try --help');
  return { ...config, ...change };
}

function editedByFile(name: string, path: string, flags: Edit, context: CommandContext) {
  warnOfIdle(flags, editFlags, ['force'], context);
  const doing = `could not create new configuration for Stream ${name}`;
  return { ...streamFromFile(context, path, doing), name };
}

export const streamEdit = command({
  name: 'stream edit',
  aliases: ['update'],
  help: 'Edits an existing stream',
  differs:
    'It edits at once what the flags say, without --force, without an editor and without listing the differences.',
  examples: [
    'stream edit ORDERS --max-msgs 1000 -f',
    `stream edit ORDERS_COPY --no-mirror --subjects 'orders.>' -f`,
  ],
  args: { stream: optional('Stream to retrieve edit', 'stream') },
  flags: editFlags,
  run: async (context, { stream }, flags) => {
    const js = await context.jetStream();
    const { config } = await pickStream(context, stream);
    const { name } = config;
    const wanted =
      flags.config === undefined
        ? edited(config, flags)
        : editedByFile(name, flags.config, flags, context);
    const info = await js
      .ask<StreamInfo>(`STREAM.UPDATE.${name}`, wanted)
      .catch(couldNot(`edit Stream ${name}`, name));
    if (!flags.json) outAll(context, [`Stream ${name} was updated`, '']);
    outStream(context, info, flags);
  },
});
