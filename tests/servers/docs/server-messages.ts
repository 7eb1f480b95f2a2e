import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { messagesOf, type Said } from './go-messages.ts';

/** Files all of whose messages are about leaf nodes. */
const files = new Set(['leafnode.go']);

/** Functions, by file, that configure, authorise, serve or reload leaf connections, or handle domains. */
const functions: Record<string, string[]> = {
  'opts.go': [
    'parseLeafNodes',
    'parseLeafAuthorization',
    'parseLeafUsers',
    'parseRemoteLeafNodes',
    'parseCompression',
    'parseURL',
    'parseURLs',
    'parsePermSubjects',
    'checkPermSubjectArray',
    'parseWriteDeadlinePolicy',
  ],
  'server.go': ['validateAndNormalizeCompressionOption', 'selectCompressionMode'],
  'reload.go': ['getLeafNodeOptionsChanges', 'checkConfigsEqual'],
  'auth.go': ['isLeafNodeAuthorized', 'registerLeafWithAccount'],
  'client.go': [
    'processErr',
    'authViolation',
    'authTimeout',
    'authExpired',
    'maxPayloadViolation',
    'handleWriteTimeout',
    'markConnAsClosed',
    'doTLSHandshake',
    'processPingTimer',
  ],
  'jetstream.go': ['validateJetStreamOptions'],
  'jetstream_cluster.go': ['enableJetStreamClustering', 'setupMetaGroup', 'processLeaderChange'],
  'stream.go': [
    'retryMirrorConsumer',
    'setupMirrorConsumer',
    'retrySourceConsumerAtSeq',
    'trySetupSourceConsumer',
  ],
};

/** Errors of errors.go that those return or send by name. */
const errors = [
  'ErrAuthentication',
  'ErrAuthProxyNotTrusted',
  'ErrAuthProxyRequired',
  'ErrTooManyAccountConnections',
  'ErrTooManySubs',
];

/** What a message anywhere else says if it is about leaf nodes, domains or a JetStream that is extended. */
const about =
  /leaf.?node|\bleafs?\b|js_domain|domain mapping|default domain|JetStream domain|invalid domain|in domain|Domain: |observer mode|extending|extension_hint|extended|stream external|reload not supported for %s/i;

/** Every message of the pinned server about leaf connections and JetStream domains. */
export async function serverMessages(source: string): Promise<Said[]> {
  const server = path.join(source, 'server');
  const names = (await readdir(server)).filter((name) => /(?<!_test)\.go$/.test(name));
  const texts = await Promise.all(
    names.map(async (name) => [name, await readFile(path.join(server, name), 'utf8')] as const),
  );
  const said = texts.flatMap(([name, text]) => messagesOf(name, text));
  const isOurs = ({ file, within, text }: Said) =>
    files.has(file) || functions[file]?.includes(within) || about.test(text);
  const byName = new Map(texts);
  const used = new Set([
    ...errors,
    ...[...byName.get('leafnode.go')!.matchAll(/\bErr[A-Z]\w+/g)].map(([name]) => name),
  ]);
  return [...said.filter(isOurs), ...errorsNamed(used, byName.get('errors.go')!)];
}

function* errorsNamed(names: Set<string>, source: string): Iterable<Said> {
  for (const [, name = '', text = ''] of source.matchAll(
    /\b(Err\w+)\s*= errors\.New\("([^"]*)"\)/g,
  ))
    if (names.has(name)) yield { file: 'errors.go', within: '', text };
}
