import type { ServerSource, SourceText } from '../../../tools/lib/server-source.ts';

/** Functions that hand a text to people: to a log, to the other side, into an error. */
const says =
  /^(?:Errorf|Warnf|Noticef|Debugf|Fatalf|logf|\w*[rR]ateLimit\w+|sendErr\w*|New|Sprintf|configErr)$/;

/** Whether people are to read a text: it is said at once, or is a sentence that is kept for later. */
const isMessage = ({ taken, by, text }: SourceText) =>
  taken === 'call'
    ? says.test(by)
    : text.includes(' ') && (taken !== 'field' || by === 'Description');

/** Files all of whose messages are about leaf nodes. */
const files = new Set(['leafnode.go']);

/** Functions, by file, that configure, authorise, serve or reload leaf connections, or handle domains. */
export const functions: Record<string, string[]> = {
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
    'processStalledFlowControl',
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

/**
 * Words of messages in other files that are about leaf nodes, domains or a JetStream that is extended.
 */
const about =
  /leaf.?node|\bleafs?\b|js_domain|domain mapping|default domain|JetStream domain|invalid domain|in domain|Domain: |observer mode|extending|extension_hint|extended|stream external|reload not supported for %s|stalled on flow control|Authentication Revoked/i;

/** Every message of a server about leaf connections and JetStream domains. */
export function serverMessages({ functions: all, texts }: ServerSource): SourceText[] {
  const isOurs = ({ file, within, text }: SourceText) =>
    files.has(file) || functions[file]?.includes(within) || about.test(text);
  const used = new Set([
    ...errors,
    ...all
      .filter(({ file }) => files.has(file))
      .flatMap(({ text }) => text.match(/\bErr[A-Z]\w+/g) ?? []),
  ]);
  const isUsed = ({ file, variable }: SourceText) =>
    file === 'errors.go' && variable !== undefined && used.has(variable);
  return texts.filter((text) => isMessage(text) && (isOurs(text) || isUsed(text)));
}
