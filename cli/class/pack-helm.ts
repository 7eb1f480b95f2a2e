import { stringify } from 'yaml';
import { classDomain } from '../../src/class/subjects.ts';
import { version } from '../../src/config-keys/version.ts';
import type { PackedFile } from '../../src/pack/pack.ts';
import type { PackedHub } from './pack-conf.ts';
import { helmReadme } from './pack-readme.ts';

/** The names of the release and of the secret with its certificate. */
const release = 'class-hub';
const tlsSecret = 'class-hub-tls';
/** Labels of the chart's pods. */
const pods = {
  'app.kubernetes.io/name': 'nats',
  'app.kubernetes.io/instance': release,
  'app.kubernetes.io/component': 'nats',
};
/** Where pages and tabs come in, and where Kubernetes asks whether a server is well. */
const webSocketPort = 8443;
const monitorPort = 8222;

/** A hub of three servers as values for the official chart of NATS. */
export const packHelm = (hub: PackedHub): PackedFile[] => [
  { path: 'values.yaml', text: stringify(values(hub), { lineWidth: 0 }) },
  { path: 'network-policy.yaml', text: stringify(policy, { lineWidth: 0 }) },
  { path: 'README.md', text: helmReadme(hub) },
];

/** The chart's routes have neither TLS nor a login here: only pods of the hub may open one. */
const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: release },
  spec: {
    podSelector: { matchLabels: pods },
    policyTypes: ['Ingress'],
    ingress: [
      { from: [{ podSelector: { matchLabels: pods } }] },
      { ports: [webSocketPort, monitorPort].map((port) => ({ protocol: 'TCP', port })) },
    ],
  },
};

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
      websocket: { enabled: true, port: webSocketPort, tls },
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
