/** Functions of the server after which something here is written, by our file. */
export const functionsBehind: Record<string, Record<string, readonly string[]>> = {
  'src/lab/wire/grammar.ts': {
    'parser.go': ['parse'],
    'leafnode.go': [
      'processLeafMsgArgs',
      'processLeafHeaderMsgArgs',
      'processLeafSub',
      'processLeafUnsub',
    ],
    'route.go': [
      'processRoutedMsgArgs',
      'processRoutedHeaderMsgArgs',
      'processRoutedOriginClusterMsgArgs',
      'processRemoteSub',
      'parseUnsubProto',
      'processAccountSub',
      'processAccountUnsub',
    ],
    'client.go': ['processPub', 'processHeaderPub', 'parseSub', 'processUnsub'],
  },
  // The checks of `nats-server -t`: a page of a message says `found: reading` for them.
  'src/hosts/local/binary.ts, docs/troubleshooting/messages': {
    'opts.go': ['ConfigureOptions'],
    'server.go': ['validateOptions'],
  },
  'src/hosts/local/monitoring.ts': { 'monitor.go': ['decodeSubs', 'decodeBool', 'decodeState'] },
};

/** Whole files of the server after which something here is written, by our file. */
export const filesBehind: Record<string, readonly string[]> = {
  'src/lab/conf/conf-text.ts, src/components/Config/editor/nats-language.ts': [
    'conf/lex.go',
    'conf/parse.go',
  ],
  'src/hosts/local/binary.ts': ['main.go'],
};

/** Constants of the server that pages and tests give in numbers, by our file. */
export const constantsBehind: Record<string, Record<string, readonly string[]>> = {
  'docs/guides/edge-resilience.mdx, tests/servers/hosts/chaos.ts': {
    'stream.go': [
      'sourceHealthHB',
      'sourceHealthCheckInterval',
      'sourceConsumerRetryThreshold',
      'srcConsumerWaitTime',
      'retryBackOff',
      'retryMaximum',
    ],
  },
  'docs/troubleshooting': {
    'leafnode.go': [
      'leafNodeReconnectDelayAfterLoopDetected',
      'leafNodeReconnectAfterPermViolation',
      'leafNodeReconnectDelayAfterClusterNameSame',
      'leafNodeMinVersionReconnectDelay',
    ],
    'const.go': ['DEFAULT_LEAF_NODE_RECONNECT', 'DEFAULT_PING_INTERVAL'],
  },
};

/** Texts of the server that something here waits for or reads, by our file. */
export const textsBehind: Record<string, readonly string[]> = {
  'src/hosts/local/server-process.ts': [
    'Server is ready',
    'Reloaded server configuration %s',
    'Failed to reload server configuration: %s',
  ],
  'src/lab/wire/classify.ts': [
    'JS_MIRROR_%s',
    'JS_SRC_%s',
    'NATS/1.0 100 Idle Heartbeat\r\n%s: %d\r\n%s: %d\r\n\r\n',
  ],
};

/** Types whose JSON is read or written here; so is each type of `monitor.go`. */
export const jsonTypes = new Set([
  // The first exchange of servers with each other and with clients, read from the wire.
  'Info',
  'leafConnectInfo',
  'connectInfo',
  // The API of JetStream, for the console and the checks.
  'StreamConfig',
  'StreamInfo',
  'StreamState',
  'StreamSource',
  'StreamSourceInfo',
  'ExternalStream',
  'SubjectTransformConfig',
  'Placement',
  'ClusterInfo',
  'PeerInfo',
  'ConsumerConfig',
  'ConsumerInfo',
  'ApiError',
  'PubAck',
]);
