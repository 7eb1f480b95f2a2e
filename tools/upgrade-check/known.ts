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
  'src/hosts/local/monitoring.ts': { 'monitor.go': ['decodeSubs', 'decodeBool', 'decodeState'] },
};

/** Whole files of the server after which something here is written, by our file. */
export const filesBehind: Record<string, readonly string[]> = {
  'src/lab/conf/conf-text.ts, src/components/Config/editor/nats-language.ts': [
    'conf/lex.go',
    'conf/parse.go',
  ],
};

/** Types whose JSON is read or written here; so is each type of `monitor.go`. */
export const jsonTypes = new Set([
  // What servers tell each other and clients first, read from the wire.
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
