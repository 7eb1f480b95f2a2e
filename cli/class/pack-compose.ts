import { stringify } from 'yaml';
import { version } from '../../src/config-keys/version.ts';
import type { PackedFile } from '../../src/pack/pack.ts';
import { nodeNames, packedNode, ports, type PackedHub } from './pack-conf.ts';
import { composeReadme } from './pack-readme.ts';

/** A hub of three servers, and the site with its registrar, as one Compose project. */
export function packCompose(hub: PackedHub): PackedFile[] {
  return [
    { path: 'compose.yaml', text: stringify(project(hub), { lineWidth: 0 }) },
    ...nodeNames.map((name) => ({ path: `${name}.conf`, text: packedNode(name, hub) })),
    { path: 'certificates.sh', text: certificates, mode: 0o755 },
    { path: 'README.md', text: composeReadme(hub) },
  ];
}

/** A `$` begins a variable in a Compose file. */
const plain = (text: string): string => text.replaceAll('$', '$$$$');

function project({ name, origin }: PackedHub) {
  return {
    name: 'leafwise-class',
    services: {
      ...Object.fromEntries(nodeNames.map((node) => [node, server(node)])),
      class: {
        build: { context: '.', dockerfile_inline: dockerfile },
        working_dir: '/leafwise',
        command: [
          ...['node', 'tools/class.mjs', '--folder', '/class/it', '--name', plain(name)],
          ...['--host', '0.0.0.0', '--port', '443', '--origin', origin],
          ...['--tls-cert', '/tls/fullchain.pem', '--tls-key', '/tls/privkey.pem'],
          ...['--hub', nodeNames.map((node) => `wss://${node}:${ports.websocket}`).join()],
          ...['--creds', '/run/secrets/class_creds', '--hub-ca', '/tls/ca.pem'],
        ],
        volumes: [
          '${LEAFWISE:?the folder of the clone of Leafwise}:/leafwise',
          'packages:/leafwise/node_modules',
          'class:/class',
          './tls:/tls:ro',
        ],
        secrets: ['class_creds'],
        ports: ['443:443'],
        depends_on: Object.fromEntries(
          nodeNames.map((node) => [node, { condition: 'service_healthy' }]),
        ),
        restart: 'unless-stopped',
        stop_signal: 'SIGINT',
      },
    },
    volumes: Object.fromEntries([...nodeNames, 'class', 'packages'].map((each) => [each, {}])),
    secrets: { class_creds: { file: './class.creds' } },
  };
}

const server = (node: string) => ({
  image: `nats:${version}-alpine`,
  hostname: node,
  command: ['-c', '/etc/nats/nats.conf'],
  volumes: [`./${node}.conf:/etc/nats/nats.conf:ro`, './tls:/tls:ro', `${node}:/data`],
  healthcheck: {
    test: [
      ...['CMD', 'wget', '-q', '-O', '/dev/null'],
      `http://127.0.0.1:${ports.monitor}/healthz?js-server-only=true`,
    ],
    interval: '5s',
    timeout: '3s',
    retries: 12,
  },
  restart: 'unless-stopped',
});

/** The command builds the site of its clone, which takes Node and Go. */
const dockerfile = `FROM golang:1.26-bookworm AS go
FROM node:22-bookworm
COPY --from=go /usr/local/go /usr/local/go
ENV PATH=/usr/local/go/bin:$PATH
`;

/** The servers know each other by these, and the class knows the servers. */
const certificates = `#!/bin/sh
# Makes a certificate authority for the servers of the hub, and one certificate for all of them.
# Browsers do not see these. The key of the authority is thrown away: run this again for new ones.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p tls
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 \\
  -subj "/CN=Leafwise class hub" -keyout tls/ca-key.pem -out tls/ca.pem
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \\
  -subj "/CN=hub" -keyout tls/hub-key.pem -out tls/hub.csr
printf 'subjectAltName=${nodeNames.map((node) => `DNS:${node}`).join(',')},DNS:localhost,IP:127.0.0.1\\nextendedKeyUsage=serverAuth,clientAuth\\n' > tls/hub.ext
openssl x509 -req -days 365 -in tls/hub.csr -CA tls/ca.pem -CAkey tls/ca-key.pem -CAcreateserial \\
  -extfile tls/hub.ext -out tls/hub.pem
rm -f tls/ca-key.pem tls/ca.srl tls/hub.csr tls/hub.ext
chmod 644 tls/ca.pem tls/hub.pem
`;
