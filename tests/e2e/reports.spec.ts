import type { SearchEntry } from '../../src/search/search-entry.ts';
import { searchIn } from '../../src/search/search.ts';
import { expect, test } from './fixtures.ts';
import { queries } from './search-queries.ts';

/** What people typed who had the fault, from public reports, and the page that they should find. */
const reports: readonly [asked: string, page: string][] = [
  ['JetStream not enabled for account', 'account-without-jetstream'],
  [
    'leaf connects without credentials although accounts are configured',
    'leaf-without-credentials',
  ],
  [
    'When $G is disabled for users, leaf nodes should not be able to connect to $G',
    'leaf-without-credentials',
  ],
  ['nats server list does not show leaf nodes', 'server-list-without-leaves'],
  ['Leafnode stale/reconnect cycle under high traffic load', 'messages/stale-leaf-node-connection'],
  ['Duplication of messages with redundant leaf-node connections', 'everything-twice'],
  ['Duplicate message occurs when configuring leaf nodes between clusters', 'everything-twice'],
  ['Leafnode cluster receiving message 3 times?', 'everything-twice'],
  [
    'sourced streams occasionally duplicate messages with identical Nats-Stream-Source',
    'stored-twice',
  ],
  ['Leaf nodes do not receive messages from remote nodes properly', 'accounts-without-a-remote'],
  ['Leaf Node ignores `ca_file` settings', 'messages/tls-leafnode-handshake-error'],
  [
    '[ERR] 127.0.0.2:7422 - lid:1 - TLS handshake error: x509: certificate is not valid for any names, but wanted to match localhost',
    'messages/tls-leafnode-handshake-error',
  ],
  ['MQTT with a retained flag over a leaf node', 'messages/creating-mqtt-streams-in-domain'],
  ['AuthCalloutSubject not routed through leaf node connection', 'guides/operator-mode'],
  [
    'When an additional signing key is added to the operator, users observe Authorization Violation',
    'guides/operator-mode',
  ],
  ['helm leafnodes remotes credentials', 'guides/operations'],
  ['how to allow leafnode remotes but not leafnode connections', 'guides/operations'],
  ['NACK: Add support for Jetstream domain', 'guides/operations'],
  ['sample config with leafnode and nkeys', 'guides/sidecar'],
  [
    'wash up command can fail silently when trying to set up leaf node connections',
    'guides/wasmcloud-lattices',
  ],
  ['NATS behind a Traefik ingress', 'websocket-path'],
  [
    'config reload not supported for LeafNode: old={ 0 [] 0 <nil> 0 false',
    'messages/config-reload-not-supported-for-leafnode',
  ],
  [
    'nats: API error: code=500 err_code=10052 description=detected cycle',
    'mirror-without-the-other-side',
  ],
  [
    'KeyValue : Can not GET or PUT from leaf node, however WATCH works fine',
    'kv-put-fails-watch-works',
  ],
];

/** How many of the first hits are looked at: a title of a report is long, and about several things. */
const first = { reports: 3, queries: 2 };

test('each page is found by the words of those who need it', async ({ request }) => {
  const entries = (await (await request.get('./search.json')).json()) as SearchEntry[];
  const search = searchIn(entries);
  const lost = (asked: string, pages: readonly string[], first: number) => {
    const urls = search(asked).map(({ url }) => url);
    const isFound = urls
      .slice(0, first)
      .some((url) => pages.some((page) => url.endsWith(`/${page}`)));
    return isFound ? [] : [{ asked, pages, urls }];
  };
  expect([
    ...reports.flatMap(([asked, page]) => lost(asked, [page], first.reports)),
    ...queries.flatMap(([asked, ...pages]) => lost(asked, pages, first.queries)),
  ]).toEqual([]);
});

test('no text of a page runs into the next, and none has the verbs of a format', async ({
  request,
}) => {
  const entries = (await (await request.get('./search.json')).json()) as SearchEntry[];
  const texts = entries.flatMap(({ url, says, sections }) =>
    sections.map(({ text }) => ({ url, says, text })),
  );
  expect(texts.filter(({ says, text }) => says && /%[+#]?[sqdvT]\b/.test(text))).toEqual([]);
  expect(texts.filter(({ text }) => /\wserver\/\w+\.go|\wReported as/.test(text))).toEqual([]);
});
