/** Messages that have no page, by the reason why. */
const leftOut: Record<string, string[]> = {
  'a frame around texts that have pages, or a part of one': [
    '%v',
    '%v - %s',
    '%s %q',
    '%s/%s',
    '%s: %d vs %d',
    ' (%s)',
    ' for account: %s',
    'Remote: %s',
    '%s SHA-256: %s',
    'remote %s: %s',
    'Proxy',
  ],
  'no message: an address, a name or a line of the protocol': [
    '%s://%s',
    '%s://%s/%s',
    '%s %d',
    'JS_MIRROR_%s',
    'JS_MIRROR_%s_%s',
    'JS_SRC_%s',
    'JS_SRC_%s_%s',
    "[ACC:%s] stream mirror '%s' of '%s' msgs",
    "[ACC:%s] stream sources '%s' msgs",
  ],
  'of connections that are no leaf node': [
    'Client Error %s',
    'Route Error %s',
    'Gateway Error %s',
    'JetStream Error %s',
    'Starting TLS client connection handshake',
    'TLS handshake error: %v%s',
  ],
  'traces the timer of every connection': [
    '%s Ping Timer',
    'Delaying PING due to remote client data or ping %v ago',
  ],
  'said only in tests of nats-server, which alone can switch dialling off': [
    'Will not attempt to connect to remote server on %q%s, leafnodes currently disabled',
    'leafnodes disabled',
  ],
  'cannot happen: what it is about was checked or made by the server itself': [
    'unexpected proxy URL parse error (URL was pre-validated): %v',
    'Error marshaling CONNECT to remote leafnode: %v\n',
    'failed to set deadline: %v',
    'failed to clear deadline: %v',
    'outq required',
    'invalid mirror configuration',
    'queue %q is not a valid queue',
  ],
  'ends other lines, whose pages explain it': [
    'connection closed',
    'invalid consumer create response',
  ],
  'of every JetStream cluster, whether or not it has leaf nodes': [
    'Starting JetStream cluster',
    'JetStream cluster checking for stable cluster name and peers',
    'Creating JetStream metadata controller',
    'Error creating filestore: %v',
    'JetStream cluster bootstrapping',
    'JetStream cluster initial peers: %+v',
    'JetStream cluster recovering state',
    'Could not start metadata controller: %v',
    "Stream assignment corrupt for stream '%s > %s'",
    'jetstream max catchup cannot be negative',
  ],
  'about subject transforms of a mirror, which have nothing to do with domains': [
    'Unable to get transform for mirror consumer: %v',
  ],
};

/** The reason why a message has no page. */
export const reasons = new Map(
  Object.entries(leftOut).flatMap(([reason, texts]) =>
    texts.map((text) => [text, reason] as const),
  ),
);
