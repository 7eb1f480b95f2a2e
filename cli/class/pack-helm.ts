import { stringify } from 'yaml';
import { classDomain } from '../../src/class/subjects.ts';
import { version } from '../../src/config-keys/version.ts';
import type { PackedFile } from '../../src/pack/pack.ts';
import type { PackedHub } from './pack-conf.ts';
import { helmReadme } from './pack-readme.ts';

/** The names of the release and of the secret with its certificate. */
const release = 'class-hub';
const tlsSecret = 'class-hub-tls';

/** A hub of three servers as values for the official chart of NATS. */
export const packHelm = (hub: PackedHub): PackedFile[] => [
  { path: 'values.yaml', text: stringify(values(hub), { lineWidth: 0 }) },
  { path: 'README.md', text: helmReadme(hub) },
];

function values({ operatorJwt, system }: PackedHub) {
  const tls = { enabled: true, secretName: tlsSecret };
  return {
    fullnameOverride: release,
    container: { image: { tag: `${version}-alpine` } },
    config: {
      cluster: { enabled: true, replicas: 3 },
      jetstream: {
        enabled: true,
        fileStore: { pvc: { size: '10Gi' } },
        memoryStore: { enabled: true, maxSize: '1Gi' },
        merge: { domain: classDomain },
      },
      websocket: { enabled: true, port: 8443, tls },
      leafnodes: { enabled: true, tls, merge: { no_advertise: true } },
      resolver: {
        enabled: true,
        merge: { type: 'full', interval: '2m', allow_delete: true },
      },
      merge: {
        operator: operatorJwt,
        system_account: system.id,
        resolver_preload: { [system.id]: system.jwt },
      },
    },
    // Pages and tabs come by WebSocket: no other port leaves the cluster.
    service: {
      ports: { nats: { enabled: false }, leafnodes: { enabled: false } },
      merge: { spec: { type: 'LoadBalancer' } },
    },
    natsBox: { enabled: false },
  };
}
