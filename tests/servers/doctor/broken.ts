/** A network that is broken in one way, and what the live rules find in it. */
export interface Broken {
  name: string;
  /** Set on those that are tried on native servers too: each shows by other words or in another order there. */
  native?: true;
  /** By server. */
  broken: Record<string, string>;
  mended: Record<string, string>;
  /** Set where stand-ins are made for the files that are missing. */
  standIns?: true;
  /** The rule, where it is found, the end of its page, and a part of its words. */
  found?: {
    rule: string;
    at: string | RegExp;
    line?: number;
    page?: string;
    words: RegExp;
    remedy?: RegExp;
  };
}

const hub = 'server_name: hub\nleafnodes { port: 7422 }\n';
const leaf = (url: string, more = '') =>
  `server_name: leaf\nleafnodes {\n  remotes: [\n    { url: "${url}"${more} }\n  ]\n}\n`;
const sound = { hub, leaf: leaf('nats-leaf://hub:7422') };
const domains = {
  hub: `${hub}jetstream { domain: hub, store_dir: "/data" }\n`,
  leaf: `${leaf('nats-leaf://hub:7422')}jetstream { domain: leaf, store_dir: "/data" }\n`,
};
const twoAccounts = `accounts {
  A { jetstream: enabled, users: [ { user: a, password: a } ] }
  B { jetstream: enabled, users: [ { user: b, password: b } ] }
}
`;
const users = `accounts { A { users: [ { user: u, password: p } ] } }\n`;

/** A member of a cluster of three that lists some of the members in its routes. */
const member = (name: string, ...routes: string[]) =>
  `server_name: ${name}
jetstream { domain: hub, store_dir: "/data" }
cluster { name: hub, port: 6222, routes: [ ${routes.map((to) => `"nats-route://${to}:6222"`).join(', ')} ] }
`;
const gateway = (own: string, here: string, other: string, there: string) =>
  `accounts { SYS { users: [ { user: s, password: s } ] } }
system_account: SYS
gateway { name: ${own}, port: 7222, gateways: [
  { name: ${own}, url: "nats://${here}:7222" }
  { name: ${other}, url: "nats://${there}:7222" }
] }
`;
const whole = ['a', 'b', 'c'];

export const brokenNetworks: Broken[] = [
  {
    name: 'a proxy that ends TLS before a hub',
    broken: {
      hub: `${hub}websocket { port: 8080, no_tls: true }\n`,
      leaf: leaf('wss://hub.example.com:443'),
    },
    mended: sound,
  },
  {
    name: 'a remote without a login',
    native: true,
    broken: { hub: hub + users, leaf: sound.leaf },
    mended: { hub: hub + users, leaf: leaf('nats-leaf://u:p@hub:7422') },
    found: {
      rule: 'link-not-up',
      at: 'leaf-hub',
      line: 4,
      page: 'leaf-without-credentials',
      words: /leaf says: Leafnode Error 'Authorization Violation'/,
    },
  },
  {
    name: 'a remote with a wrong password',
    broken: { hub: hub + users, leaf: leaf('nats-leaf://u:x@hub:7422') },
    mended: { hub: hub + users, leaf: leaf('nats-leaf://u:p@hub:7422') },
    found: {
      rule: 'link-not-up',
      at: 'leaf-hub',
      line: 4,
      page: 'messages/authorization-violation',
      words: /Authorization Violation/,
    },
  },
  {
    name: 'credentials that are not there',
    native: true,
    broken: { hub, leaf: leaf('nats-leaf://hub:7422', ', credentials: "/nowhere/leaf.creds"') },
    mended: sound,
    found: {
      rule: 'link-not-up',
      at: 'leaf-hub',
      line: 4,
      page: 'leaf-without-credentials',
      words: /leaf says: .*leaf\.creds/,
    },
  },
  {
    name: 'the cluster name of the hub at the leaf',
    broken: {
      hub: `${hub}cluster { name: main, port: 6222 }\n`,
      leaf: `${sound.leaf}cluster { name: main, port: 6222 }\n`,
    },
    mended: sound,
    found: {
      rule: 'link-not-up',
      at: 'leaf-hub',
      line: 4,
      page: 'same-cluster-name',
      words: /same cluster name/,
    },
  },
  {
    name: 'the port for clients',
    broken: { hub, leaf: leaf('nats-leaf://hub:4222') },
    mended: sound,
    found: {
      rule: 'link-not-up',
      at: 'leaf-hub',
      line: 4,
      page: 'messages/attempted-to-connect-to-wrong-port',
      words: /leaf says: .*wrong port/,
    },
  },
  {
    name: 'a port at which nobody listens',
    native: true,
    broken: { hub, leaf: leaf('nats-leaf://hub:7423') },
    mended: sound,
    found: {
      rule: 'link-not-up',
      at: 'leaf-hub',
      line: 4,
      page: 'messages/error-trying-to-connect-as-leafnode',
      words: /It dials port 7423, and hub does not listen there\. leaf says: /,
      remedy: /^Dial port 7422, /,
    },
  },
  {
    name: 'the port of a WebSocket, without one',
    broken: {
      hub: `${hub}websocket { port: 8080, no_tls: true }\n`,
      leaf: leaf('nats-leaf://hub:8080'),
    },
    mended: {
      hub: `${hub}websocket { port: 8080, no_tls: true }\n`,
      leaf: leaf('ws://hub:8080'),
    },
    found: {
      rule: 'link-not-up',
      at: 'leaf-hub',
      line: 4,
      page: 'websocket-path',
      words: /one for WebSockets/,
    },
  },
  {
    name: 'an account that is not there',
    broken: { hub, leaf: leaf('nats-leaf://hub:7422', ', account: NONE') },
    mended: sound,
    found: {
      rule: 'server-not-started',
      at: 'leaf',
      line: 3,
      page: 'messages/cannot-find-local-account',
      words: /leaf says: .*cannot find local account "NONE"/,
    },
  },
  {
    name: 'a key that is misspelt',
    native: true,
    // Behind a line to which something is added where it runs.
    broken: { hub: `${hub}prot: 7422\n${'#\n'.repeat(20)}`, leaf: sound.leaf },
    mended: sound,
    found: {
      rule: 'server-not-started',
      at: 'hub',
      line: 3,
      words: /hub says: .*unknown field "prot"/,
    },
  },
  {
    // A local host gives each server ports of its own.
    name: 'a port that there is not',
    broken: { hub: 'server_name: hub\nleafnodes {\n  port: 99999\n}\n', leaf: sound.leaf },
    mended: sound,
    found: {
      rule: 'server-not-started',
      at: 'hub',
      line: 3,
      page: 'messages/error-listening-on-leafnode-port',
      words: /hub says: .*99999.*invalid port/,
    },
  },
  {
    name: 'a refusal that names no line',
    native: true,
    broken: { hub: `${hub}max_payload: 100MB\n`, leaf: sound.leaf },
    mended: sound,
    found: {
      rule: 'server-not-started',
      at: 'hub',
      line: 3,
      words: /hub says: .*cannot be higher than max_pending/,
    },
  },
  {
    name: 'a remote that leads to its own server',
    broken: { hub, leaf: `${sound.leaf}leafnodes { port: 7422 }\n`.replace('//hub', '//leaf') },
    mended: sound,
  },
  {
    name: 'a mapping of the API to another domain',
    broken: {
      hub: domains.hub,
      leaf: `${domains.leaf}mappings { "$JS.API.>": "$JS.hub.API.>" }\n`,
    },
    mended: domains,
    found: {
      rule: 'bare-api-elsewhere',
      at: 'leaf',
      page: 'stream-in-the-wrong-domain',
      words: /answered by the domain hub/,
    },
  },
  {
    name: 'an account that may not use JetStream',
    native: true,
    broken: {
      hub: `${domains.hub}accounts { A { users: [ { user: u, password: p } ] }, B { jetstream: enabled } }\n`,
      leaf: domains.leaf.replace('//hub', '//u:p@hub'),
    },
    mended: {
      hub: `${domains.hub}accounts { A { jetstream: enabled, users: [ { user: u, password: p } ] } }\n`,
      leaf: domains.leaf.replace('//hub', '//u:p@hub'),
    },
    found: {
      rule: 'domain-unanswered',
      at: 'hub',
      page: 'account-without-jetstream',
      words: /account A of hub may not use JetStream/,
    },
  },
  {
    name: 'two leaves of one cluster name',
    broken: {
      hub,
      one: `${leaf('nats-leaf://hub:7422').replace('leaf', 'one')}cluster { name: edges, port: 6222 }\n`,
      two: `${leaf('nats-leaf://hub:7422').replace('leaf', 'two')}cluster { name: edges, port: 6222 }\n`,
    },
    mended: {
      hub,
      one: leaf('nats-leaf://hub:7422').replace('leaf', 'one'),
      two: leaf('nats-leaf://hub:7422').replace('leaf', 'two'),
    },
    found: {
      rule: 'leaves-of-one-cluster-name',
      at: 'two',
      page: 'leaves-of-one-cluster-name',
      words: /what is published at one does not reach the other/,
    },
  },
  {
    name: 'leaves that are isolated, which is no fault',
    broken: {
      hub: hub.replace('7422', '7422, isolate: true'),
      one: leaf('nats-leaf://hub:7422').replace('leaf', 'one'),
      two: leaf('nats-leaf://hub:7422').replace('leaf', 'two'),
    },
    mended: sound,
  },
  {
    name: 'a leaf of two hubs',
    broken: {
      hub,
      other: hub.replace('hub', 'other'),
      leaf: leaf('nats-leaf://hub:7422" }\n    { url: "nats-leaf://other:7422'),
    },
    mended: {
      hub,
      other: hub.replace('hub', 'other'),
      leaf: leaf('nats-leaf://hub:7422" }\n    { url: "nats-leaf://other:7422', ', hub: true'),
    },
    found: {
      rule: 'bridge-does-not-relay',
      at: 'leaf',
      page: 'bridge-does-not-relay',
      words: /passes nothing on between its hubs/,
    },
  },
  {
    name: 'members of a cluster that do not find each other',
    native: true,
    broken: Object.fromEntries(
      whole.map((name) => [name, member(name, ...whole).replaceAll(':6222"', ':6223"')]),
    ),
    mended: Object.fromEntries(whole.map((name) => [name, member(name, ...whole)])),
    found: {
      rule: 'no-meta-leader',
      at: 'a',
      line: 3,
      page: 'no-meta-leader',
      words: /2 of 3 members must agree .* and it has no route to any/,
    },
  },
  {
    name: 'gateways that dial wrong names',
    native: true,
    broken: {
      east: member('east', 'east') + gateway('hub', 'east', 'w-eu', 'west'),
      west:
        member('west', 'west').replace('name: hub', 'name: w') +
        gateway('w', 'west', 'hub-eu', 'east'),
    },
    mended: {
      east: member('east', 'east') + gateway('hub', 'east', 'w', 'west'),
      west:
        member('west', 'west').replace('name: hub', 'name: w') +
        gateway('w', 'west', 'hub', 'east'),
    },
    found: {
      rule: 'no-meta-leader',
      at: 'west',
      line: 3,
      page: 'no-meta-leader',
      words: /2 of 2 members must agree .* its gateways to east bring too few together/,
    },
  },
  {
    name: 'a cluster whose only route is one to itself',
    broken: { a: member('a', 'a') },
    mended: { a: member('a', 'a').replace(/cluster.*/, '') },
    found: {
      rule: 'no-meta-leader',
      at: 'a',
      line: 3,
      page: 'no-meta-leader',
      words: /its routes lead to itself alone/,
    },
  },
  {
    name: 'one account of a leaf for two accounts of its hub',
    broken: {
      hub: domains.hub + twoAccounts,
      leaf: domains.leaf.replace(
        '//hub:7422"',
        '//a:a@hub:7422" }\n    { url: "nats-leaf://b:b@hub:7422"',
      ),
    },
    mended: {
      hub: domains.hub + twoAccounts,
      leaf: domains.leaf.replace('//hub', '//a:a@hub'),
    },
    found: {
      rule: 'domain-answers-twice',
      at: 'leaf',
      line: 5,
      page: 'everything-twice',
      words: /answered 2 times: 2 remotes join it with as many accounts of hub/,
    },
  },
  {
    name: 'two accounts of a leaf for one account of its hub',
    broken: {
      hub: domains.hub + twoAccounts,
      leaf: `${domains.leaf}${twoAccounts}`.replace(
        '//hub:7422"',
        '//a:a@hub:7422", account: A }\n    { url: "nats-leaf://a:a@hub:7422", account: B',
      ),
    },
    mended: {
      hub: domains.hub + twoAccounts,
      leaf: `${domains.leaf}${twoAccounts}`.replace(
        '//hub:7422"',
        '//a:a@hub:7422", account: A }\n    { url: "nats-leaf://b:b@hub:7422", account: B',
      ),
    },
    found: {
      rule: 'domain-answers-twice',
      at: 'leaf',
      line: 5,
      page: 'everything-twice',
      words:
        /^This remote binds a second account of leaf to account A of hub: A and B both join it, since .* same login\. .* domain leaf from account A of hub is answered 2 times/,
    },
  },
  {
    name: 'credentials that are a stand-in, at a hub of nkeys',
    standIns: true,
    broken: {
      hub: `${hub}authorization { users: [ { nkey: UDXU4RCSJNZOIQHZNWXHXORDPRTGNJAHAHFRGZNEEJCPQTT2M7NLCNF4 } ] }\n`,
      leaf: leaf('nats-leaf://hub:7422', ', credentials: "/etc/leaf.creds"'),
    },
    mended: sound,
    found: {
      rule: 'link-not-up',
      at: 'leaf-hub',
      line: 4,
      words: /cannot be seen here: \/etc\/leaf\.creds is a stand-in/,
    },
  },
  {
    name: 'a hub and a leaf of one name, which connect',
    broken: { hub: hub.replace(': hub', ': x'), leaf: sound.leaf.replace(': leaf', ': x') },
    mended: sound,
  },
  {
    name: 'two servers of one name',
    broken: {
      hub,
      one: leaf('nats-leaf://hub:7422'),
      two: leaf('nats-leaf://hub:7422'),
    },
    mended: {
      hub,
      one: leaf('nats-leaf://hub:7422').replace('server_name: leaf', 'server_name: one'),
      two: leaf('nats-leaf://hub:7422').replace('server_name: leaf', 'server_name: two'),
    },
    found: {
      rule: 'link-not-up',
      // Which of the two is out changes every second.
      at: /^leaf(-2)?-hub$/,
      line: 4,
      page: 'messages/duplicate-remote-leafnode-connection',
      words: /Duplicate Remote/,
    },
  },
];
