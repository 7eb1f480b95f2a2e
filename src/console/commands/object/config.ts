import { apiCode } from '../../../lab/monitoring/jetstream-api.ts';
import { command, outAll, required } from '../../command.ts';
import { duration, list, onOff, pairs, size, text, whole, type FlagValues } from '../../flags.ts';
import { ApiRefusal } from '../../jetstream.ts';
import { checkStoreName, storePrefix } from '../../names.ts';
import { Problem } from '../../problem.ts';
import { act, confirmed, noTerminal, storage } from '../common-flags.ts';
import type { StreamConfig, StreamInfo } from '../api-types.ts';
import { inGoWords } from '../go-words.ts';
import { openStore, storeReport, storeStream } from './store.ts';

const storeFlags = {
  ttl: duration('How long to keep objects for', { placeholder: 'TTL' }),
  replicas: whole('How many replicas of the data to store', { placeholder: '1' }),
  'max-bucket-size': size('Maximum size for the bucket'),
  description: text('A description for the bucket', { placeholder: 'DESCRIPTION' }),
  tags: list('Place the store on servers that has specific tags', { placeholder: 'TAGS' }),
  cluster: text('Place the store on a specific cluster', { placeholder: 'CLUSTER' }),
  metadata: pairs('Adds metadata to the bucket', { placeholder: 'META' }),
  compress: onOff('Compress the bucket data', { negatable: true }),
};

const bucketArg = required('The bucket to act on', 'store');

/** The parts of a configuration that were given, by JetStream's names for them. */
function given(flags: FlagValues<typeof storeFlags>): Partial<StreamConfig> {
  const { cluster, tags } = flags;
  const config: Partial<Record<keyof StreamConfig, unknown>> = {
    max_age: flags.ttl,
    num_replicas: flags.replicas,
    max_bytes: flags['max-bucket-size'] === 0 ? -1 : flags['max-bucket-size'],
    description: flags.description,
    placement: cluster !== undefined || tags.length ? { cluster: cluster ?? '', tags } : undefined,
    metadata: Object.keys(flags.metadata).length ? flags.metadata : undefined,
    compression: flags.compress ? 's2' : undefined,
  };
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
}

const objectAdd = command({
  name: 'object add',
  help: 'Adds a new Object Store Bucket',
  args: { bucket: required('The bucket to act on') },
  flags: { ...storeFlags, storage },
  run: async (context, { bucket }, flags) => {
    checkStoreName(bucket);
    const js = await context.jetStream();
    await js
      .ask<StreamInfo>(`STREAM.CREATE.${storePrefix}${bucket}`, {
        name: storePrefix + bucket,
        subjects: [`$O.${bucket}.C.>`, `$O.${bucket}.M.>`],
        storage: flags.storage ?? 'file',
        retention: 'limits',
        discard: 'new',
        num_replicas: 1,
        max_bytes: -1,
        max_msgs: -1,
        max_consumers: -1,
        allow_rollup_hdrs: true,
        allow_direct: true,
        ...given(flags),
      })
      .catch((error: unknown) => {
        if (!(error instanceof ApiRefusal) || error.code !== apiCode.nameInUse) throw error;
        throw new Problem(`nats: bucket name already in use: ${bucket}`, error.goWords);
      });
    outAll(context, await storeReport(js, bucket));
  },
});

const objectEdit = command({
  name: 'object edit',
  help: 'Edit an existing Object Store Bucket',
  args: { bucket: bucketArg },
  flags: storeFlags,
  run: async (context, { bucket }, flags) => {
    checkStoreName(bucket);
    const js = await context.jetStream();
    const { config } = await storeStream(js, bucket);
    const placement = { ...config.placement, ...given(flags).placement };
    await js.ask(`STREAM.UPDATE.${config.name}`, {
      ...config,
      ...given(flags),
      ...(Object.keys(placement).length && { placement }),
    });
    outAll(context, await storeReport(js, bucket));
  },
});

const objectSeal = command({
  name: 'object seal',
  help: 'Seals a bucket preventing further updates',
  differs: 'There are no prompts: it needs --force.',
  args: { bucket: bucketArg },
  flags: { force: { ...act, help: 'Force sealing without prompting' } },
  run: async (context, { bucket }, { force }) => {
    confirmed(force, `could not obtain confirmation: ${noTerminal}`);
    const { js } = await openStore(context, bucket);
    const { config } = await storeStream(js, bucket);
    await js.ask(`STREAM.UPDATE.${config.name}`, { ...config, sealed: true });
    outAll(context, [`${bucket} has been sealed`, ...(await storeReport(js, bucket))]);
  },
});

/** The commands for the configuration of object stores. */
export const objectStores = [objectAdd, objectEdit, objectSeal].map(inGoWords);
