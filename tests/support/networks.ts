import { topologies } from '../../topologies/index.ts';
import type { GivenFile } from '../../src/lab/derive/given.ts';

/** Networks to pack, by their names: those of the site, and odder ones. Used by tests only. */
export const networks: Record<string, GivenFile[]> = {
  ...Object.fromEntries(
    [...topologies.values()].map(({ name, servers }) => [
      name,
      servers.map((server) => ({ path: `${server.name}.conf`, text: server.config })),
    ]),
  ),
  'on one machine': [
    {
      path: 'a.conf',
      text: `
port: 4222
http: "127.0.0.1:8222"
jetstream { domain: a, store_dir: "./data/a" }
leafnodes { listen: "127.0.0.1:7422" }
`,
    },
    {
      path: 'b.conf',
      text: `
port: 4223
jetstream: enabled
leafnodes { port: 7423, remotes: [{ url: "nats://127.0.0.1:7422" }] }
`,
    },
    {
      path: 'c.conf',
      text: 'port: 4224\nleafnodes: { remotes = [{ urls: [nats-leaf://localhost:7423] }] }\n',
    },
  ],
  'with files that are included and named': [
    {
      path: 'etc/hub.conf',
      text: `
server_name: hub
http_port: 8222
include common/auth.conf
include '../listen.conf'
operator: /etc/nats/op.jwt
resolver { type: full, dir: /jwt }
resolver_preload: { ADNK: "eyJ" }
jetstream { domain: hub, store_dir: /data, max_file_store: 5GB, max_mem: 100MB }
tls { cert_file: /certs/tls.crt, key_file: /certs/tls.key, verify: true, ca_file: /certs/ca.pem }
leafnodes { port: 7422, tls { cert_file: /certs/leaf.crt, key_file: /certs/leaf.key } }
`,
    },
    { path: 'etc/common/auth.conf', text: 'system_account: ADSYS\nmax_payload: $MAX\n' },
    {
      path: 'listen.conf',
      text: 'port: 4333\nwebsocket { port: 8443, no_tls: true, allowed_origins: ["https://a.example"] }\n',
    },
    {
      path: 'leaf.conf',
      text: `
server_name: leaf
jetstream { domain: leaf }
leafnodes {
  remotes: [
    {
      urls: ["tls://hub:7422"]
      credentials: "/etc/nats/leaf.creds"
      tls { ca_file: "certs/ca.pem" }
    }
    { url: "wss://elsewhere.example:443" }
  ]
}
`,
    },
  ],
  'with logins, variables and odd values': [
    {
      path: 'hub.conf',
      text: `
server_name: hub
PASS: "p'w \\"x"
authorization { timeout: 2.5 }
accounts {
  A { users: [{ user: "a b", password: $PASS }, { user: t, password: $2a$11$abcdefghijklmnopqrstuv }], jetstream: { max_mem: 1GB } }
  B: { users: [{ nkey: UDDMFD3YSS4B46UOITTKJ3IM7IMKG2Y6NBBVCGH2CYOEL3CQCQAZNMWW }] }
}
leafnodes {
  port: 7422
  authorization { users: [{ user: l, password: "1234", account: A }] }
  compression: off
  isolate_leafnode_interest: yes
}
max_payload: 2MB
write_deadline: "2s"
`,
    },
    {
      path: 'leaf.conf',
      text: `
server_name: leaf
accounts { X: { users: [{ user: x, pass: y }] } }
leafnodes { remotes = [{ url: "nats-leaf://l:1234@hub.example.com", account: X, deny_exports: "a.>" }] }
`,
    },
  ],
  'by way of a proxy': [
    {
      path: 'hub.conf',
      text: `
server_name: hub
accounts { APP { users: [{ user: app, password: "1234" }] } }
leafnodes { port: 7422 }
websocket { host: 127.0.0.1, port: 8080, no_tls: true }
`,
    },
    {
      path: 'edge.conf',
      text: `
server_name: edge
port: 4223
leafnodes { remotes: [{ url: "wss://app:1234@hub.example.com:443" }] }
`,
    },
  ],
  'with variables of what deployed it': [0, 1].map((n) => ({
    path: `bus-config/bus-${n}.conf`,
    text: `
server_name: $POD
accounts { A { users: [{ user: a, password: $PASS }] } }
cluster { name: bus, port: 6222, routes: [nats://bus-0.bus.x.svc:6222, nats://bus-1.bus.x.svc:6222] }
`,
    env: { POD: `bus-${n}`, PASS: `"it's \\"a\\" $secret"`, UNUSED: 'x' },
  })),
  'with names that mean harm': [
    {
      path: 'x.conf',
      text: `server_name: "a: {b}\\n- \`c\` $(touch /tmp/x) 'd' \\"e\\" %n \${HOME} <<X>>"\nleafnodes { port: 7422 }\njetstream { domain: "no", store_dir: "/da ta/$HOME/%h" }\n`,
    },
    {
      path: 'y.conf',
      text: `server_name: "#!\\r; rm -rf"\nleafnodes { remotes: [{ url: "nats://u;$(x)\`:pa'ss@127.0.0.1:7422", credentials: "/a b/$x.creds" }] }\n`,
    },
  ],
  'of a cluster whose members differ, with gateways': [
    ...[1, 2, 3].map((n) => ({
      path: `n${n}.conf`,
      text: `
server_name: n${n}
cluster {
  name: "C-1"
  listen: 0.0.0.0:6222
  authorization { user: r, password: "s3/c" }
  routes: [ nats://r:s3%2Fc@n1:6222, nats://r:s3%2Fc@n2:6222, nats://r:s3%2Fc@n3:6222 ]
}
jetstream { store_dir: /data }
${n === 1 ? 'leafnodes { port: 7422 }\nmqtt { port: 1883 }' : ''}
gateway { name: "C-1", port: 7222, gateways: [{ name: D, url: "nats://d.example:7222" }] }
`,
    })),
    {
      path: 'd.conf',
      text: 'server_name: d\ngateway { name: D, listen: "127.0.0.1:7222", gateways: [{ name: "C-1", urls: ["nats://n1:7222", "nats://n2:7222"] }] }\n',
    },
    { path: 'l.conf', text: 'server_name: l\nleafnodes { remotes: [{ url: "nats://n1" }] }\n' },
  ],
};
