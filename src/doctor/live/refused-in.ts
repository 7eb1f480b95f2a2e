import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { keysAt } from '../settings.ts';

/**
 * What a server refuses without a line, and the keys of the configuration that it is about, the closest first. The words
 * are those of 2.15.2: `validateOptions` and what it calls, and what ends a server that starts.
 */
const refusals: [words: RegExp, paths: readonly string[]][] = [
  [/listening on port:/, ['port', 'listen']],
  [/listening on leafnode port/, ['leafnodes.port', 'leafnodes.listen', 'leafnodes']],
  [/listening on router port/, ['cluster.port', 'cluster.listen', 'cluster']],
  [/listening on gateway port/, ['gateway.port', 'gateway.listen', 'gateway']],
  [/listen for websocket/, ['websocket.port', 'websocket.listen', 'websocket']],
  [/listen for MQTT/, ['mqtt.port', 'mqtt.listen', 'mqtt']],
  [/start(ing)? monitor/, ['http_port', 'monitor_port', 'https_port', 'http', 'https']],
  [/starting profiler/, ['prof_port']],
  [/LeafNode\.Advertise/, ['leafnodes.advertise']],
  [/Cluster\.Advertise/, ['cluster.advertise']],
  [/Gateway\.Advertise/, ['gateway.advertise']],
  [/ClientAdvertise/, ['client_advertise']],
  [/storage directory|start JetStream/, ['jetstream.store_dir', 'store_dir', 'jetstream']],
  [/invalid domain name/, ['jetstream.domain']],
  [/default_js_domain/, ['default_js_domain']],
  [/^jetstream|JetStream on the system account/, ['jetstream']],
  [/max_payload/, ['max_payload', 'max_pending']],
  [/lame duck/, ['lame_duck_grace_period', 'lame_duck_duration']],
  [/no_auth_user/, ['no_auth_user', 'leafnodes.no_auth_user', 'websocket.no_auth_user']],
  [/deny_imports for remote/, ['leafnodes.remotes.deny_imports', 'leafnodes.remotes']],
  [/deny_exports for remote/, ['leafnodes.remotes.deny_exports', 'leafnodes.remotes']],
  [/^proxy|proxy URL|proxy is configured/, ['leafnodes.remotes.proxy']],
  [/remote leaf node|duplicate remote|leafnode remote/, ['leafnodes.remotes', 'leafnodes']],
  [/leafnode authorization/, ['leafnodes.authorization', 'leafnodes']],
  [/leafnode/, ['leafnodes']],
  [/leaf nodes and gateways/, ['gateway']],
  [/cluster name/, ['cluster.name', 'cluster', 'gateway.name']],
  [/^cluster|pinned account/, ['cluster']],
  [/^gateway/, ['gateway']],
  [/^mqtt/, ['mqtt']],
  [/allowed origin/, ['websocket.allowed_origins', 'websocket']],
  [/^websocket|cookie/, ['websocket']],
  [/server name/, ['server_name']],
  [/system_account|system account/, ['system_account', 'accounts']],
  [/sentinel/, ['default_sentinel']],
  [/trusted keys/i, ['trusted_keys', 'trusted']],
  [/^operator|account resolver/, ['operator', 'operators', 'resolver']],
  [/invalid permissions for/, ['authorization', 'accounts']],
];

/** The key that a server is about that does not start, where its words name no line. */
export function refusedIn(server: ServerConf, words: string): { start: number } | undefined {
  const paths = refusals.find(([pattern]) => pattern.test(words))?.[1] ?? [];
  for (const path of paths) {
    const key = keysAt(server, path).at(-1);
    if (key) return key;
  }
  return undefined;
}
