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
    'parseAccounts',
    'parseAccountExports',
    'parseAccountImports',
    'parseExportStreamOrService',
    'parseImportStreamOrService',
  ],
  'server.go': [
    'validateAndNormalizeCompressionOption',
    'selectCompressionMode',
    'configureResolver',
    'checkResolvePreloads',
    'fetchRawAccountClaims',
  ],
  'jwt.go': ['validateTrustedOperators'],
  'accounts.go': ['updateAccountClaimsWithRefresh', 'fetch', 'Fetch'],
  'websocket.go': ['validateWebsocketOptions', 'startWebsocketServer', 'checkOrigin'],
  'reload.go': ['getLeafNodeOptionsChanges', 'checkConfigsEqual'],
  'auth.go': [
    'isLeafNodeAuthorized',
    'registerLeafWithAccount',
    'checkAuthforWarnings',
    'validateNoAuthUser',
  ],
  'client.go': [
    'processErr',
    'authViolation',
    'authTimeout',
    'authExpired',
    'maxPayloadViolation',
    'handleWriteTimeout',
    'resetReadLoopStallTime',
    'accountAuthExpired',
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

/** Answers of JetStream about mirrors and sources, about its accounts, and about having asked the wrong one. */
const answers =
  /mirror|source|account|overlap|in use|stream not found|JetStream (?:not enabled|system temp)|insufficient|replicas > 1|maximum number/;

/** Functions most of whose messages are about any server: what they say to one with leaf nodes. */
const others = new Set([
  'Trusted Operators should utilize a System Account',
  'Not allowed to enable JetStream on the system account',
  'Temporary storage directory used, data could be lost on system reboot',
  'Managing all jwt in exclusive directory %s',
  'Managing some jwt in exclusive directory %s',
  'JetStream has not established contact with a meta leader',
  'Waiting for routing to be established...',
  'detected cycle',
]);

/**
 * Words of messages in other files that are about leaf nodes, domains or a JetStream that is extended.
 */
const about =
  /leaf.?node|\bleafs?\b|js_domain|domain mapping|default domain|JetStream domain|invalid domain|in domain|Domain: |observer mode|extending|extension_hint|extended|stream external|reload not supported for (?:%s|.*jetstream)|stalled on flow control|Authentication Revoked/i;

/** Every message of a server about leaf connections and JetStream domains. */
export function serverMessages({ functions: all, texts }: ServerSource): SourceText[] {
  const isOurs = ({ file, within, text, by }: SourceText) =>
    (by === 'Description' && answers.test(text)) ||
    files.has(file) ||
    functions[file]?.includes(within) ||
    others.has(text) ||
    about.test(text);
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
