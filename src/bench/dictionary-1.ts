/**
 * What links of format 1 are packed with: pieces of configurations and commands as they stand in the JSON of a bench,
 * the commonest last. **It must never change**, not by a character: links that people have kept are read with it. What
 * is to be packed better needs a format of its own. Line breaks are for the reader of this file and no part of it.
 */
export const dictionary1 = String.raw`
"},{"server":"east","line":"nats stream add ORDERS --subjects 'orders.>' --defaults"},{"server":"hub","line":"nats consumer add ORDERS pull --pull --defaults"},{"server":"leaf","line":"nats pub orders.1 'hello' --count 10"},{"server":"hub","line":"nats server report jetstream"},{"server":"west","line":"nats --js-domain hub stream ls"},{"server":"hub","line":"nats sub '>'"},{"server":"hub","line":"nats request --user admin --password operator: \"/etc/nats/operator.jwt\"\n
system_account: \nresolver: MEMORY\nresolver_preload: {\n
resolver { type: full, dir: \"./jwt\", allow_delete: false, interval: \"2m\", limit: 1000, timeout: \"1.9s\" }\n
gateway { name: gateways: [\nwebsocket {\n  port: 8080\n  no_tls: true\n
  allowed_origins: [\"https://\nmqtt { port: 1883 }\ntls {\n
  cert_file: \"./certs/server-cert.pem\"\n  key_file: \"./certs/server-key.pem\"\n
  ca_file: \"./certs/ca.pem\"\n  verify: true\n  verify_and_map: true\n  handshake_first: true\n
  insecure: true\n  timeout: 2\n}\nauthorization {\n  user: leaf\n  password: \"taken-out-1\"\n
  token: \"taken-out-2\"\n  timeout: 2\n  users: [\n
    { user: \"admin\", password: \"taken-out-3\", permissions: { publish: [\"orders.>\", \"$JS.API.>\", \"_INBOX.>\"], subscribe: { allow: [\">\"], deny: [\"events.*\"] }, allow_responses: true } }\n
  ]\n  default_permissions = {\n}\nno_auth_user: \naccounts {\n
  $SYS { users: [{ user: sys, password: \"taken-out-4\" }] }\n  APP {\n    jetstream: enabled\n
    users: [{ nkey: \n
    exports: [{ stream: \"events.>\" }, { service: \"requests.*\", response_type: singleton, accounts: [\n
    imports: [{ stream: { account: A, subject: \"b\" }, prefix: from }, { service: { account: A, subject: \"q\" }, to: \n
    mappings: { \"orders.*\": [{ destination: \"orders.{{wildcard(1)}}\", weight: 50%\n
    default_permissions: { publish: { deny: [\nsystem_account: SYS\nhost: 0.0.0.0\nhost: 127.0.0.1\n
listen: 0.0.0.0:4222\nhttp: 8222\nhttp_port: 8222\nmonitor_port: 8222\nmax_payload: 8MB\n
max_pending: 64MB\nmax_connections: 1000\nwrite_deadline: \"10s\"\nping_interval: \"20s\"\n
debug: false\ntrace: false\nlogtime: true\nlog_file: \"/var/log/nats/nats-server.log\"\n
pid_file: \"/var/run/nats/nats.pid\"\nserver_tags: [\"region:eu\", \"az:1\"]\n
lame_duck_duration: \"30s\"\nconnect_retries: 120\nclient_advertise: \nno_advertise: true\n
jetstream: enabled\njetstream {\n  store_dir: \"/var/lib/nats/jetstream\"\n  max_memory_store: 1GB\n
  max_file_store: 10GB\n  max_mem: 256M\n  max_file: 1G\n  unique_tag: \"az:\"\n
  extension_hint: will_extend\n}\ncluster {\n  name: my-cluster\n  port: 6222\n
  listen: 0.0.0.0:6222\n  routes: [\n    nats-route://nats-0:6222\n    nats-route://nats-1:6222\n
    nats://127.0.0.1:6222\n  ]\n}\nleafnodes {\n  listen: 0.0.0.0:7422\n  advertise: \n
  isolate_leafnode_interest: true\n  reconnect: 5\n  min_version: 2.8.0\n
  authorization { user: leaf, password: \n  remotes = [\n    {\n
      url: \"tls://connect.ngs.global\"\n
      urls: [\"nats-leaf://leaf:taken-out-1@hub-1:7422\", \"wss://hub.example.com:443\"]\n
      account: APP\n      credentials: \"./leaf.creds\"\n      nkey: \n      deny_imports: [\"\n
      deny_exports: [\"\n      hub: true\n      no_randomize: true\n\n}\n  ]\n}\n    {\n\n}\n
mappings {}\n    {\n\n  domain: core\n}\n    {\n\n}\n  ACME {\n    ]\n    ]\n  }\n  BOLT {\n\n}\n
  ACME {\n    ]\n    ]\n  }\n  BOLT {\n\n    ]\n      { stream: \"alerts.>\", accounts: [OPS] }\n
    ]\n  }\n    ]\n    ]\n  }\n  OPS {\n\n    ]\n  }\n    ]\n    ]\n  }\n  OPS {\n\n    ]\n  }\n
    ]\n  }\n}\n    {\n    }\n    {\n\n    ]\n  }\n    ]\n  }\n}\n    {\n\n    ]\n  }\n    ]\n  }\n
}\n    {\n\n    ]\n  }\n    ]\n  }\n}\n    {\n\n}\n  APP {\n\n  APP {\n    ]\n  }\n  SYS {\n    ]\n
  }\n}\n    {\n\n  APP {\n      {\n        user: edge\n        password: 3dge\n
        permissions {\n          subscribe: \"api.>\"\n          allow_responses: true\n\n    {\n
      url: \"nats-leaf://edge:3dge@hub:7422\"\n\n  SERVICES {\n
      { user: services, password: s3rvices }\n    ]\n      { service: \"price.>\" }\n    ]\n  }\n
  APP {\n    ]\n      { service: { account: SERVICES, subject: \"price.>\" }\n\n    {\n    }\n
    {\n\n}\n    { url: \"nats-leaf://hub-1:7422\", compression: off }\n
    { url: \"nats-leaf://hub-2:7422\", compression: off\n\n  name: edges\n}\n    {\n\n}\n  ACME {\n
    ]\n      { service: \"$JS.cloud.API.CONSUMER.>\", response_type: stream, accounts: [BOLT] }\n
      { stream: \"deliver.bolt.>\", accounts: [BOLT] }\n    ]\n  }\n  BOLT {\n    ]\n
      { service: { account: ACME, subject: \"$JS.cloud.API.CONSUMER.>\" }, to: \"JS.acme.API.CONSUMER.>\" }\n
      { stream: { account: ACME, subject: \"deliver.bolt.>\" }\n\n}\n}\n    {\n      ]\n    }\n
    {\n        \"nats-leaf://sys:sys@hub-1:7422\"\n        \"nats-leaf://sys:sys@hub-2:7422\"\n
        \"nats-leaf://sys:sys@hub-3:7422\"\ndebug: true\n}\n    {\n\n}\n  no_advertise: false\n
  advertise: \"127.0.0.9:7422\"\n\n}\n
  APP: { users: [{ user: app, password: s3cret }], jetstream: enabled }\n
  SYS: { users: [{ user: admin, password: 4dmin }] }\n}\n    {\n\n
    { url: \"nats-leaf://hub:7422\"\n\n}\n    {\n    }\n  ]\n}\ndefault_js_domain {\n
  \"$G\": \"\"\n\n}\n    {\n      url: \"nats-leaf://hub:8080\"\n\n}\nwebsocket {\n  port: 8080\n
  no_tls: true\n
# The server of this tab. Joined to a class, its name and its domain are those of the seat.\n
# The edge: dials the region, and the hub behind it as well. That closes a ring.\n    {\n    }\n
    # \"In case the region is down.\"\n    {\n# The hub: each server that dials it is its leaf.\n
# The region: a leaf of the hub, and a hub to the edge.\n    {\n
# The lattice's hub: the one place where its buckets and streams are kept.\n
# The value of WASMCLOUD_JS_DOMAIN at each host of the lattice.\n
# The server of this tab. It has no open port: it joins a hub by dialling out.\nserver_name: tab\n
  domain: tab\n
# The hub: three accounts that share only the subjects that they export to each other.\n
  # The messages of the plants' machines.\n  SENSORS {\n      { user: sensors, password: s3nsors }\n
    ]\n    # Other accounts may hear its alerts only.\n      { stream: \"alerts.>\" }\n    ]\n  }\n
  # The requests of the offices.\n  ORDERS {\n      { user: orders, password: 0rders }\n    ]\n
      { service: \"orders.price\" }\n    ]\n  }\n
  # Hears the alerts of SENSORS, and asks ORDERS for prices.\n  OPS {\n
      { user: ops, password: 0ps }\n    ]\n
      { stream: { account: SENSORS, subject: \"alerts.>\" }, prefix: \"plant\" }\n
      { service: { account: ORDERS, subject: \"orders.price\" }\n
# The plant: two accounts of its own, each bound to one of the hub's by a connection of its own.\n
server_name: plant\n  FACTORY {\n      { user: machine, password: m4chine }\n    ]\n
    # The office may ask how the factory is, without the hub.\n
      { service: \"factory.status\" }\n    ]\n  }\n  OFFICE {\n
      { user: clerk, password: cl3rk }\n    ]\n
      { service: { account: FACTORY, subject: \"factory.status\" } }\n    ]\n  }\n}\n    {\n
      # The local account is named here; the hub's follows from the user in the URL.\n
      account: FACTORY\n      url: \"nats-leaf://sensors:s3nsors@hub:7422\"\n
      # The subjects that the hub may not send in, and those that may not go out to it.\n
      deny_imports: [\"machine.>\"]\n      deny_exports: [\"recipe.>\"]\n    }\n    {\n
      account: OFFICE\n      url: \"nats-leaf://orders:0rders@hub:7422\"\nserver_name: acme\n
  domain: acme\n}\n    {\n      url: \"nats-leaf://acme:4cme@cloud:7422\"\n
# An organisation's own server. It dials out. No server can dial it, since it has no port for leaf nodes.\n
server_name: bolt\n  domain: bolt\n}\n    {\n      url: \"nats-leaf://bolt:b0lt@cloud:7422\"\n
# The third party that both organisations trust: the only one of the three that listens for leaf nodes.\n
server_name: cloud\n  domain: cloud\n}\n
  # Each organisation has an account of its own, and sees only the subjects that the other exports.\n
  ACME {\n      { user: acme, password: 4cme }\n    ]\n    exports: [\n
      { service: \"acme.quote\", accounts: [BOLT] }\n
      { stream: \"acme.news.>\", accounts: [BOLT] }\n    ]\n    imports: [\n
      { service: { account: BOLT, subject: \"bolt.stock\" } }\n    ]\n  }\n  BOLT {\n
      { user: bolt, password: b0lt }\n    ]\n      { service: \"bolt.stock\", accounts: [ACME] }\n
    ]\n      { service: { account: ACME, subject: \"acme.quote\" } }\n
      { stream: { account: ACME, subject: \"acme.news.>\" }\nserver_name: host-1\n    {\n
# The NATS server beside one wasmCloud host, which connects to it without credentials.\n
server_name: host-2\n# No JetStream: the lattice has one store, and that is the hub's domain.\n
    {\n      # One remote with all members: when one is gone, the leaf connects to another.\n
# One of three servers that are the lattice's hub together.\n
# The value of WASMCLOUD_JS_DOMAIN at each host of the lattice. The three are one JetStream; no leaf has this domain.\n
  domain: wasmcloud\n
# One of three servers that are the hub together. A leaf can only extend a cluster.\n
# A member of the hub: see hub-1.conf.\n}\n
  # The account for messages between servers, among them JetStream's elections.\n
# A leaf that has no JetStream of its own: it stores for the hub's.\n
# The hub's domain, on purpose.\n
  # Without the hint, a single server assumes that it is a JetStream of its own.\n
  extension_hint: will_extend\n}\n  SYS: { users: [{ user: sys, password: s7s }] }\n
  APP: { users: [{ user: app, password: 4pp }], jetstream: enabled }\n}\nsystem_account: SYS\n
no_auth_user: app\n    {\n      account: APP\n        \"nats-leaf://app:4pp@hub-1:7422\"\n
        \"nats-leaf://app:4pp@hub-2:7422\"\n        \"nats-leaf://app:4pp@hub-3:7422\"\n      ]\n
    }\n    {\n      # Without this one the leaf would be a second JetStream under the hub's name.\n
      account: SYS\n        \"nats-leaf://sys:s7s@hub-1:7422\"\n
        \"nats-leaf://sys:s7s@hub-2:7422\"\n        \"nats-leaf://sys:s7s@hub-3:7422\"\n
# An edge that belongs to the north, and goes to the south when the north is gone.\n}\n    {\n
      # One remote with both regions. Two remotes would close a loop by way of the hub.\n
        \"nats-leaf://north:7422\"\n        # The login is for a south that asks for one.\n
        \"nats-leaf://edge:3dge@south:7422\"\n      ]\n
      # The order above is kept; without this the list is shuffled.\n      no_randomize: true\n
# The hub, where the regions meet.\n\n  domain: north\n}\n    {\n
# A region: a leaf of the hub, and a hub to the edges that dial it.\n  domain: south\n}\n
  # The edges come in here.\n    {\n
# Dials both hubs, and passes on the messages that each wants from the other.\nserver_name: bridge\n
    {\n      url: \"nats-leaf://north:7422\"\n    }\n    {\n      url: \"nats-leaf://south:7422\"\n
      # On this connection the bridge is the hub: it may pass messages from north to south.\n
      hub: true\n# A hub of its own, which does not know the other.\nserver_name: north\n
# A hub of its own as well.\nserver_name: south\n
# The hub: it refuses clients without a user and a password.\n}\naccounts {\n  APP {\n
    jetstream: enabled\n    users: [\n      { user: app, password: s3cret }\n    ]\n  }\n}\n
# A leaf node logs in like a client. Its user decides the account that it is bound to.\n
# The sidecar: stands beside an application and holds its credentials for the hub.\n
server_name: sidecar\n# Clients need no login here, so only the machine itself may connect.\n
host: \"127.0.0.1\"\n    {\n      # The application never sees this password.\n
      url: \"nats-leaf://app:s3cret@hub:7422\"\n
# A leaf without an operator of its own: its clients need no credentials, only its link does.\n}\n
    {\n      credentials: \"/etc/nats/hub.creds\" # read at each connection\n
# The hub, in operator mode: it holds no passwords and no list of users.\n
# The operator that it trusts, and the system account. At work: nsc generate config --nats-resolver\n
# Where it keeps what the operator has signed. Other accounts are pushed to it.\n
# A leaf in operator mode: its own clients need credentials too, and the same ones are good at the hub.\n
# The same operator as at the hub, and the public key of each account that this file names.\n
include \"trust.conf\"\n
# All accounts are kept here too, and compared with the hub's every few seconds.\nresolver {\n
  type: full\n  dir: \"/jwt\"\n  interval: \"2s\" # 1m without; nsc writes 2m\n}\n}\n    {\n
      account: $SHOP # a public key: A…\n      credentials: \"/etc/nats/hub.creds\"\n
      compression: off\n    }\n    {\n      account: $SYS # by which the accounts are looked up\n
      credentials: \"/etc/nats/system.creds\"\n
# The hub. A site of three is one more leaf to it, connected three times.\nserver_name: site-1\n}\n
  ]\n}\n    {\nserver_name: site-2\n}\n  ]\n}\n    {\n
# One of three servers that are the site together.\nserver_name: site-3\n
# The same domain on each member, and another than the hub's: the site is a JetStream of its own.\n
  domain: site\n}\n  # The site's own name. The hub refuses a leaf that has the hub's name.\n
  name: site\n    \"nats-route://site-1:6222\"\n    \"nats-route://site-2:6222\"\n
    \"nats-route://site-3:6222\"\n  ]\n}\n    {\n
      # Each member dials the hub, since no member dials for the others.\n\n}\n    {\n
server_name: hub-1\nserver_name: hub-2\n# One of three servers that are the hub together.\n
server_name: hub-3\n# The same domain on each member: the cluster is one JetStream.\n}\ncluster {\n
  name: hub\n  port: 6222\n
  # All members, this one too: JetStream's first leader needs as many votes as there are routes.\n
  routes: [\n    \"nats-route://hub-1:6222\"\n    \"nats-route://hub-2:6222\"\n
    \"nats-route://hub-3:6222\"\n
# A leaf of the cluster: connected to one member, and to another as soon as that one is gone.\n}\n
    {\n
      # One remote with all members. With a remote for each, every message would arrive twice.\n
      urls: [\n        \"nats-leaf://hub-1:7422\"\n        \"nats-leaf://hub-2:7422\"\n
        \"nats-leaf://hub-3:7422\"\n# The hub: leaf nodes dial it. It dials no server.\n
# The leaf: dials the hub, and serves its own clients with or without it.\nserver_name: leaf\n
# A JetStream of its own, in a domain of its own.\n  domain: leaf\n}\n    {\n
# The edge: knows the region only. Messages of the hub reach it through the region.\n
server_name: edge\n  domain: edge\n}\n    {\n      url: \"nats-leaf://region:7422\"\n
# The hub: the region dials it. It does not know the edge.\n
# The region: a leaf of the hub, and a hub to the edge behind it. It stores nothing: it has no\n
# JetStream, yet requests to the domains of the hub and of the edge pass through it.\n    {\n
# The region: a leaf of the hub, and a hub to the edge behind it.\nserver_name: region\n
  domain: region\n}\n  # The edge connects here.\n    {\nserver_name: east\n  domain: east\n}\n
    {\n# The hub: both spokes dial it. It dials no server.\nserver_name: hub\n
# Its JetStream answers to the domain \"hub\".\n  domain: hub\n}\n# Leaf nodes connect here.\n
  port: 7422\n# A spoke: dials the hub, and serves its own clients with or without it.\n
server_name: west\nport: 4222\n
# A domain of its own: no other JetStream in reach may have the same.\njetstream {\n  domain: west\n
  store_dir: \"/data\"\n}\nleafnodes {\n  remotes: [\n    {\n      url: \"nats-leaf://hub:7422\"\n
      compression: off # so that the wire can be read\n
"},{"path":"hub-1.conf","text":"server_name: hub-1\n
"},{"path":"leaf.conf","text":"server_name: leaf\nport: 4222\n\njetstream {\n  domain: leaf\n
  store_dir: \"./data\"\n}\n\nleafnodes {\n  remotes: [\n    {\n
      url: \"nats-leaf://hub:7422\"\n    }\n  ]\n}\n
"}],"places":{"hub":{"x":0,"y":-120.5},"east":{"x":}},"assigned":{"nats.example.com":"hub"},"commands":[{"server":"hub","line":"nats pub "}],"cut":["east-hub","leaf-hub"],"server":"2.15.2"}{"name":"My network","files":[{"path":"hub.conf","text":"server_name: hub\n
port: 4222\n
`.replaceAll('\n', '');
