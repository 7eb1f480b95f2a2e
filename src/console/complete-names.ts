import { objectStore } from '../nats/object-store.ts';
import type { Login } from '../lab/topology/topology.ts';
import type { ConsoleContext } from './command.ts';
import { consumersOf } from './commands/consumer/pick.ts';
import type { NameKind } from './flags.ts';
import { JetStream } from './jetstream.ts';
import { allStreams, bucketPrefix, isPlain, namesBelow, storePrefix } from './names.ts';

/** As much of a console as completing a line asks. */
export type Asked = Pick<ConsoleContext, 'servers' | 'connect' | 'monitor' | 'files' | 'creds'>;

/** What a line has told before the name that is completed. */
export interface About {
  /** The stream, bucket or store that holds the names. */
  container: string | undefined;
  domain: string | undefined;
  apiPrefix: string | undefined;
  login: Login | undefined;
}

/** How long servers may take to list names, in milliseconds. */
const patience = 1000;

/** Answers what a promise brings, or something else if it fails or takes too long. */
export async function soon<T>(promise: Promise<T>, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), patience);
  });
  return Promise.race([promise.catch(() => otherwise), late]).finally(() => clearTimeout(timer));
}

/** Answers the names of a kind. */
export async function namesOf(kind: NameKind, about: About, context: Asked): Promise<string[]> {
  switch (kind) {
    case 'server':
      return [...context.servers];
    case 'domain':
      return domains(context);
    case 'file':
      return Object.keys(context.files.get());
    case 'folder':
      return [...new Set(Object.keys(context.files.get()).flatMap(foldersOf))];
    default:
      return inJetStream(kind, about, context);
  }
}

/** The JetStream domains of the servers that run. */
async function domains({ servers, monitor }: Asked): Promise<string[]> {
  const pages = await Promise.all(servers.map((each) => soon(monitor(each, 'varz'), undefined)));
  return [...new Set(pages.flatMap((page) => page?.jetstream?.config?.domain || []))];
}

/** The folders that a path begins with. */
const foldersOf = (path: string): string[] =>
  [...path.matchAll(/(?<=.)\//g)].map(({ index }) => path.slice(0, index));

type StoredKind = Exclude<NameKind, 'server' | 'domain' | 'file' | 'folder'>;

/** Asks JetStream for the names of a kind. */
async function inJetStream(kind: StoredKind, about: About, context: Asked) {
  const { container = '', domain, apiPrefix, login } = about;
  const connection = await context.connect(login);
  try {
    const js = new JetStream(connection, {
      domain,
      apiPrefix,
      timeout: patience,
      trace: undefined,
    });
    switch (kind) {
      case 'stream':
        return (await allStreams(js)).map(({ config }) => config.name).filter(isPlain);
      case 'consumer':
        return (await consumersOf(js, container)).map(({ name }) => name);
      case 'bucket':
        return await namesBelow(js, bucketPrefix);
      case 'store':
        return await namesBelow(js, storePrefix);
      case 'key': {
        const keys: string[] = [];
        const kv = await connection.jetstream(js.options).views.kv(container, { bindOnly: true });
        for await (const key of await kv.keys()) keys.push(key);
        return keys;
      }
      case 'object': {
        await js.ask(`STREAM.INFO.${storePrefix}${container}`);
        const store = await objectStore(connection.jetstream(js.options), container);
        return (await store.list()).map(({ name }) => name);
      }
    }
  } finally {
    await connection.close();
  }
}
