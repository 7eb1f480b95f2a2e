/** Values of the official chart, by what they show. Used by tests only. */
export const chartValues: Record<string, string> = {
  'nothing but the default': 'config: { monitor: { port: 8222 } }\n',
  'a cluster with JetStream': `
config:
  cluster:
    enabled: true
  jetstream:
    enabled: true
`,
  'sizes, logins of routes, a prefix': `
config:
  serverNamePrefix: eu_
  cluster:
    enabled: true
    replicas: 2
    port: 6333
    noAdvertise: false
    routeURLs: { user: "a b", password: "p@:/'s", useFQDN: true, k8sClusterDomain: eu.local }
  jetstream:
    enabled: true
    memoryStore: { enabled: true, maxSize: 2Gi }
    fileStore: { dir: /mnt, maxSize: 1Gi, pvc: { size: 5Gi } }
  resolver:
    enabled: true
    dir: /mnt/jwt
    merge: { type: full, interval: 2m, allow_delete: true }
`,
  'memory only': `
config:
  jetstream:
    enabled: true
    fileStore: { enabled: false }
    memoryStore: { enabled: true }
`,
  'a volume that is not asked for': `
config:
  jetstream: { enabled: true, fileStore: { pvc: { enabled: false } } }
`,
  'all listeners': `
config:
  nats: { port: 4333 }
  leafnodes: { enabled: true, port: 7433 }
  websocket: { enabled: true }
  mqtt: { enabled: true }
  gateway: { enabled: true, merge: { gateways: [{ name: nats, url: "nats://nats:7222" }] } }
  monitor: { enabled: false }
  profiling: { enabled: true }
`,
  certificates: `
tlsCA: { enabled: true, secretName: ca, dir: /etc/ca/ }
config:
  nats: { tls: { enabled: true, secretName: nats-tls, merge: { verify: true } } }
  leafnodes: { enabled: true, tls: { enabled: true, secretName: leaf-tls, cert: a.crt, key: a.key } }
  websocket: { enabled: true, tls: { enabled: true, secretName: ws-tls, dir: /etc/ws/ } }
  cluster: { enabled: true, tls: { enabled: true, secretName: cluster-tls, patch: [{ op: add, path: /timeout, value: 5 }] } }
  monitor: { tls: { enabled: true } }
`,
  'certificates without a secret': `
config:
  cluster: { enabled: true, tls: { enabled: true } }
`,
  'remotes, accounts, units and variables': `
fullnameOverride: leaf
config:
  jetstream:
    enabled: true
    merge: { domain: leaf, max_outstanding_catchup: << 64MB >> }
  merge:
    max_payload: << 8MB >>
    authorization: { token: << $TOKEN >> }
    accounts:
      A: { jetstream: true, users: [{ user: a, password: "<b&c>" }] }
      SYS: { users: [{ user: s, password: 'it "is"' }] }
    system_account: SYS
    debug: false
    leafnodes:
      remotes:
        - url: nats-leaf://nats.hub.svc.cluster.local:7422
          account: A
          credentials: /etc/creds/leaf.creds
          compression: "off"
`,
  'words that were booleans': `
config:
  merge: { leafnodes: { compression: off }, trace: yes, debug: on, no_auth_user: n }
`,
  patches: `
config:
  merge: { a: [1, 2, 3], b: { c: 1 }, d/e: x, "f~g": y }
  patch:
    - { op: add, path: /ping_max, value: 3 }
    - { op: add, path: /a/-, value: 4 }
    - { op: add, path: /a/0, value: 0 }
    - { op: remove, path: /a/1 }
    - { op: replace, path: /b/c, value: [] }
    - { op: copy, from: /b, path: /copied }
    - { op: move, from: /d~1e, path: /moved }
    - { op: test, path: /ping_max, value: 3 }
    - { op: remove, path: /f~0g }
  leafnodes:
    enabled: true
    merge: { no_advertise: false }
    patch: [{ op: add, path: /advertise, value: "demo.nats.io:7422" }]
`,
  includes: `
config:
  jetstream:
    enabled: true
    merge: { zzz$include: js.conf }
  merge:
    $include: first.conf
    zzz$include: last.conf
configMap:
  merge:
    data:
      first.conf: |
        max_connections: 100
      js.conf: |
        max_file_store: 1GB
      last.conf: |
        ping_max: 3
`,
  'names, anchors and empty things': `
nameOverride: bus
statefulSet: { name: set }
headlessService: { name: head }
x: &ports { enabled: true, port: 7000 }
config:
  cluster: { <<: *ports, merge: { routes: [] } }
  leafnodes: { <<: *ports, port: 7001, merge: { authorization: {}, remotes: [] } }
  merge: { server_name: mine, http_port: 0, max_payload: 1048576, lame_duck_duration: "" }
`,
};
