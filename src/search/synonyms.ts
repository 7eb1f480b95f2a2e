import { stemOf } from './words.ts';

/** Words that readers use for one another. Each is found by the others of its line, and counts for less. */
const groups = [
  'wan line link uplink internet',
  'partition outage offline disconnect disconnected unreachable broken cut unreliable flaky intermittent',
  'lag behind catch',
  'duplicate twice double',
  'creds credentials password secret login',
  'jwt nsc operator creds credentials',
  'kv bucket',
  'kubernetes k8s helm pod',
  'permission allow deny permitted restrict',
  'gateway supercluster',
  'certificate cert x509 ssl tls mtls',
  'latency slow rtt satellite delay',
  'failover redundancy survive crash ha',
  'mirror replicate replication sync synchronise synchronize copy',
  'aggregate collect gather',
  'monitor metrics prometheus observe leafz',
  'connected joined attached',
  'see show list',
  'lose lost missing gone vanish disappear drop loss',
  'delete purge remove erase',
  'firewall nat outbound',
  'websocket ws wss',
  'proxy ingress nginx traefik haproxy balancer',
  'edge site branch device iot box',
  'upgrade update',
  'move migrate transfer',
  'backup snapshot restore recover recovery disaster',
  'trace follow debug',
  'answer reply response respond',
  'refuse reject deny',
  'js jetstream',
  'topology architecture design pattern shape',
  'account tenant tenancy',
  'size sizing capacity scale many limit',
  'config configuration conf setting',
  'example sample tutorial',
  'revoke revocation revoked stolen',
  'rotate rotation renew',
  'dedup deduplication deduplicate',
  'error fault problem',
  'different differ difference versus vs',
  'share export import',
  'stop stall stuck hang',
  'region zone continent',
  'company organisation organization partner',
  'wrong instead mistaken',
  'same both several identical',
  'create add make',
];

const others = new Map<string, Set<string>>();
for (const group of groups) {
  const stems = group.split(' ').map(stemOf);
  for (const stem of stems) {
    const set = others.get(stem) ?? new Set();
    for (const other of stems) if (other !== stem) set.add(other);
    others.set(stem, set);
  }
}

/** The stems of words that readers use for that of a stem. */
export const synonymsOf = (stem: string): ReadonlySet<string> => others.get(stem) ?? new Set();
