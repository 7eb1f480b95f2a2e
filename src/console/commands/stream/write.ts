import { command, optional, outAll, required, type CommandContext } from '../../command.ts';
import { onOff, text, type FlagValues } from '../../flags.ts';
import { checkStreamName } from '../../names.ts';
import { ExitCode, Problem, saying } from '../../problem.ts';
import { parseDuration } from '../../units.ts';
import { confirmed, force, json, unconfirmed } from '../common-flags.ts';
import type { StreamConfig, StreamInfo } from '../api-types.ts';
import { all, pickStream } from './pick.ts';
import { checkConfig, wrongIn } from './check.ts';
import { editable, givenConfig, once, placementOf, type Editable, type Once } from './config.ts';
import { differences } from './differences.ts';
import { configFile, streamFromFile, warnOfIdle } from './file.ts';
import { configText, outStream } from './json.ts';
import { originConfig, origins } from './origins.ts';
import { ownMetadata } from './report.ts';
import { warnOfBucket } from './stream.ts';

const newStreamFlags = {
  config: configFile,
  validate: onOff('Only validates the configuration against the official Schema'),
  output: text('Save configuration instead of creating', { placeholder: 'FILE' }),
  ...editable,
  ...once,
  ...origins,
  json,
  defaults: onOff('Accept default values for all prompts'),
  all,
};

/** The CLI's own default, which it also gives a stream with sources. The server gives that none. */
const defaultWindow = (maxAge: number | undefined) =>
  Math.min(parseDuration('2m'), maxAge || Infinity);

const words = {
  age: 'invalid maximum age limit format',
  window: 'invalid duplicate window format',
};

type NewStream = FlagValues<typeof newStreamFlags>;

/**
 * The configuration of a stream that is to be created.
 * @throws Problem where the flags are not enough for one
 */
function newStream(name: string, flags: NewStream, context: CommandContext): Partial<StreamConfig> {
  const from = originConfig(flags, context);
  if (from.mirror && flags.subjects.length) {
    throw new Problem('mirrors cannot listen for messages on subjects');
  }
  if (!flags.subjects.length && !from.mirror && !from.sources) {
    throw new Problem(
      'a stream needs subjects, a mirror or a source',
      `There are no prompts here: add --subjects '${name.toLowerCase()}.>', or --mirror or --source.`,
    );
  }
  if (flags.replicas !== undefined && flags.replicas < 0) {
    throw new Problem('replicas should be >= 1');
  }
  const given = givenConfig(flags, words);
  const placement = placementOf(flags);
  return {
    name,
    storage: 'file',
    retention: 'limits',
    discard: 'old',
    num_replicas: 1,
    max_consumers: -1,
    max_msgs: -1,
    max_bytes: -1,
    max_msgs_per_subject: -1,
    max_msg_size: -1,
    max_age: 0,
    ...(!from.mirror && { duplicate_window: defaultWindow(given.max_age) }),
    sealed: false,
    deny_delete: false,
    deny_purge: false,
    allow_rollup_hdrs: false,
    allow_direct: true,
    mirror_direct: false,
    consumer_limits: {},
    no_ack: !flags.ack,
    ...given,
    ...firstConfig(flags),
    ...(placement && { placement }),
    ...from,
  };
}

/** The parts that can be told only once. */
function firstConfig(flags: Once): Partial<StreamConfig> {
  const { storage, 'first-sequence': first, 'persist-mode': mode } = flags;
  const inactive = flags['limit-consumer-inactive'] ?? 0;
  const pending = flags['limit-consumer-max-pending'] ?? 0;
  return {
    ...(storage && { storage }),
    ...(first && { first_seq: first }),
    ...(mode === 'async' && { persist_mode: mode }),
    ...((inactive > 0 || pending > 0) && {
      consumer_limits: {
        ...(inactive > 0 && { inactive_threshold: inactive }),
        ...(pending > 0 && { max_ack_pending: pending }),
      },
    }),
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
  const counted = ['subjects', 'description', 'replicas', 'tag', 'tags', 'cluster'];
  warnOfIdle(flags, newStreamFlags, [...counted, 'validate', 'output', 'all'], context);
  const config = streamFromFile(context, path, 'invalid input');
  const placement = placementOf(flags, config.placement);
  return {
    ...config,
    ...(name !== undefined && { name }),
    ...(subjects.length > 0 && { subjects }),
    ...(description && { description }),
    ...(replicas && { num_replicas: replicas }),
    ...(placement && { placement }),
    metadata: Object.fromEntries(ownMetadata(config.metadata)),
  };
}

export const streamAdd = command({
  name: 'stream add',
  aliases: ['create', 'new'],
  help: 'Create a new stream',
  differs: `There are no prompts: each setting that the nats CLI would ask for takes its default, as with --defaults. --output writes a file of the page, and --validate knows only a part of the schema.`,
  examples: [
    `stream add ORDERS --subjects 'orders.>' --defaults`,
    `stream add ORDERS_COPY --mirror '{"name":"ORDERS","external":{"api":"$JS.leaf.API"}}' --js-domain hub --defaults`,
    'stream add ORDERS_COPY --config orders-copy.json',
  ],
  args: { stream: optional('Stream name') },
  flags: newStreamFlags,
  run: async (context, { stream: named }, flags) => {
    const { config: path } = flags;
    if (!named && path === undefined) {
      throw new Problem(
        'invalid input: cannot prompt for user input without a terminal',
        `There are no prompts here: name the stream, as in nats stream add ORDERS --subjects 'orders.>' --defaults`,
      );
    }
    const config =
      path === undefined
        ? newStream(named!, flags, context)
        : newStreamOfFile(named, path, flags, context);
    const { name: stream = '' } = config;
    if (flags.validate || flags.output !== undefined) return described(context, config, flags);
    const creating = couldNot('create Stream', stream);
    const sized = (error: unknown) => {
      const wanted = error instanceof Problem && error.message.includes(wantsSize);
      if (!wanted || path !== undefined || config.max_bytes !== -1) throw error;
      context.err('The account wants a size of each stream: 256 MiB is what the nats CLI takes.');
      return create(context, stream, { ...config, max_bytes: 256 << 20 });
    };
    await create(context, stream, config)
      .catch(sized)
      .then((info) => {
        if (!flags.defaults && path === undefined)
          context.err(
            'There are no prompts here: settings that were not given took their defaults.',
          );
        outAll(context, [`Stream ${stream} was created`, '']);
        outStream(context, info, flags);
      }, creating);
  },
});

/** @throws Problem in the words of the CLI, before anything is sent */
async function create(
  context: CommandContext,
  name: string,
  config: Partial<StreamConfig>,
): Promise<StreamInfo> {
  checkStreamName(name);
  checkConfig(config);
  return (await context.jetStream()).ask<StreamInfo>(`STREAM.CREATE.${name}`, config);
}

/** Prints or writes a configuration instead of creating a stream. */
function described(
  context: CommandContext,
  config: Partial<StreamConfig>,
  { validate, output }: NewStream,
): void {
  const listensToAll = !config.no_ack && config.subjects?.includes('>');
  const wrong = [
    ...(listensToAll ? ["subjects cannot be '>' when acknowledgement is enabled"] : []),
    ...wrongIn(config),
  ];
  const json = configText(config);
  if (validate) outAll(context, [...json.split('\n'), '']);
  if (wrong.length) throw new Problem(`Validation Failed: ${wrong.join('\n\t')}`);
  if (validate) {
    return context.out(
      'Configuration is a valid Stream matching io.nats.jetstream.api.v1.stream_configuration',
    );
  }
  const path = output!.replace(/^(\.\/)+/, '');
  context.files.update((files) => ({ ...files, [path]: new TextEncoder().encode(json) }));
  context.err(`The file is one of this page: use it with --config ${path}.`);
}

/** The code of a refusal to create a stream without --max-bytes. */
const wantsSize = '(10113)';

/** The code of a refusal to create a stream that is there with another configuration. */
const taken = '(10058)';

/** Puts the CLI's words before a refusal to create or edit a stream, and the remedy after it. */
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
  ...origins,
  'no-mirror': onOff('Removes current mirror configuration'),
  'no-transform': onOff('Removes current subject transform configuration'),
  'no-republish': onOff('Removes current republish configuration'),
  force: { ...force, help: 'Force edit without prompting' },
  'dry-run': onOff('Only shows differences, do not edit the stream'),
  interactive: {
    ...onOff('Edit the configuring using your editor', { short: 'i', negatable: true }),
    idle: true,
    why: () => 'There is no editor here: the flags say what to change.',
  },
  json,
  all,
};

type Edit = FlagValues<typeof editFlags>;

/** A configuration with the changes that flags ask for. */
function edited(before: StreamConfig, flags: Editable & Partial<Edit>): StreamConfig {
  if (flags.mirror !== undefined || flags.source?.length) {
    throw new Problem('cannot edit mirrors, or sources using the CLI, use --config instead');
  }
  const given = givenConfig(flags, {
    age: 'invalid maximum age limit format',
    window: 'invalid duplicate window',
  });
  const placement = placementOf(flags, before.placement);
  const config = { ...before, ...given, no_ack: !flags.ack };
  delete config.placement;
  // As the CLI has it, which copies by way of JSON: nothing stands there for no metadata.
  if (!Object.keys(config.metadata ?? {}).length) delete config.metadata;
  if (flags['no-republish']) delete config.republish;
  if (flags['no-transform']) delete config.subject_transform;
  if (flags['no-mirror']) delete config.mirror;
  return { ...config, ...(placement && { placement }) };
}

function editedByFile(
  name: string,
  path: string,
  flags: Edit,
  context: CommandContext,
): StreamConfig {
  warnOfIdle(flags, editFlags, ['force', 'dry-run', 'all'], context);
  return { ...streamFromFile(context, path, ''), name } as StreamConfig;
}

export const streamEdit = command({
  name: 'stream edit',
  aliases: ['update'],
  help: 'Edits an existing stream',
  differs: 'There are no prompts and no editor: it shows the differences, and needs --force.',
  examples: [
    'stream edit ORDERS --max-msgs 1000 -f',
    `stream edit ORDERS_COPY --no-mirror --subjects 'orders.>' -f`,
  ],
  args: { stream: optional('Stream to retrieve edit', 'stream') },
  flags: editFlags,
  run: async (context, { stream }, flags) => {
    const { config } = await pickStream(context, stream, flags);
    const { name } = config;
    // The CLI takes the server's own metadata out before it compares.
    const before = {
      ...config,
      ...(config.metadata && { metadata: Object.fromEntries(ownMetadata(config.metadata)) }),
    };
    const wanted = newConfig(context, before, flags);
    const lines = differences(before, wanted);
    if (!lines.length) {
      if (!flags['dry-run']) context.out('No difference in configuration');
      return;
    }
    outAll(context, ['Differences (-old +new):', ...lines]);
    if (flags['dry-run']) throw new ExitCode(1);
    confirmed(flags.force, unconfirmed);
    warnOfBucket(context, name);
    const js = await context.jetStream();
    await js.ask(`STREAM.UPDATE.${name}`, wanted).catch(couldNot(`edit Stream ${name}`, name));
    // The answer to the update lacks what its cluster is doing.
    const info = await js.ask<StreamInfo>(`STREAM.INFO.${name}`);
    if (!flags.json) outAll(context, [`Stream ${name} was updated`, '']);
    outStream(context, info, flags);
  },
});

function newConfig(context: CommandContext, before: StreamConfig, flags: Edit): StreamConfig {
  const { name } = before;
  try {
    return flags.config === undefined
      ? edited(before, flags)
      : editedByFile(name, flags.config, flags, context);
  } catch (error) {
    return saying(`could not create new configuration for Stream ${name}`)(error);
  }
}

export const streamCopy = command({
  name: 'stream copy',
  aliases: ['cp'],
  help: 'Creates a new stream based on the configuration of another, does not copy data',
  examples: [`stream copy ORDERS ORDERS_TEST --subjects 'test.>'`],
  args: {
    source: required('Source stream to copy', 'stream'),
    destination: required('New stream to create'),
  },
  flags: { ...editable, ...once, ...origins, json, all },
  run: async (context, { source, destination }, flags) => {
    if (source === destination) {
      throw new Problem('source and destination Stream names cannot be the same');
    }
    const { config } = await pickStream(context, source, flags);
    const wanted = await Promise.resolve()
      .then(() => edited(config, flags))
      .catch(saying(`could not copy Stream ${config.name}`));
    if (flags.storage) wanted.storage = flags.storage;
    const copy = { ...wanted, name: destination };
    const creating = couldNot('create Stream', destination);
    const info = await create(context, destination, copy).catch(creating);
    if (!flags.json) outAll(context, [`Stream ${destination} was created`, '']);
    outStream(context, info, { json: flags.json });
  },
});
