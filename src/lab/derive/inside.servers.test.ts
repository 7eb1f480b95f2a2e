import { beforeAll, expect, test } from 'vitest';
import { urlsInGo, type UrlInGo } from '../../../tests/support/in-go.ts';
import { readConf } from '../conf/conf-text.ts';
import { derive } from './derive.ts';
import { runnable } from './runnable.ts';

// A server that runs a derived configuration dials nothing outside: neither in the module nor natively.

const hub = 'server_name: hub\nport: 4222\nleafnodes { port: 7422 }\n';
const remote = (url: string) => `leafnodes { remotes: [{ url: ${url} }] }`;

/** The values of a configuration that runs, as far as a URL may be among them. */
const valuesOf = (text: string): string[] => {
  const files = [
    { path: 'hub.conf', text: hub },
    { path: 'own.conf', text: `server_name: own\n${text}` },
  ];
  const { servers } = runnable(derive('own', files)).topology;
  const own = servers.find(({ name }) => name === 'own')!;
  // A reference stays in front of what overrides it.
  return readConf(own.config).scalars.flatMap(({ block, key, text: value, reference }) =>
    reference || (block.path.length === 0 && !/resolver/.test(key)) ? [] : [value],
  );
};

const urls = [
  'nats://a@b:c@1.1.1.1:7422',
  ' nats://1.1.1.2:7422',
  '\u00a0nats://1.1.1.2:7422\u2028',
  'nats.x+y://1.1.1.4:7422',
  '//1.1.1.8:7422',
  '//hub:7422@1.1.1.8:7422',
  'nats://hub@1.1.1.1:7422',
  'nats://hub:7422@1.1.1.1',
  'nats://hub?@1.1.1.1:7422',
  'nats://1.1.1.1?@hub:7422',
  'nats://1.1.1.1#@hub:7422',
  'nats://a[b@1.1.1.1:7422',
  'nats://[::ffff:1.1.1.1]:7422',
  'nats://[fe80::1%25eth0]:7422',
  'nats://1.1.1.1:7422:7422',
  'nats://1.1.1.1:',
  'NATS-LEAF://EXAMPLE.COM:7422',
  'nats://ex%C3%A4mple.com:7422',
  'nats://２.２.２.２:7422',
  'nats://0x01010101:7422',
  'nats://16843009:7422',
  'nats://hub\\\\.example.com:7422',
  'foo://hub:7422',
  'hub:7422',
  'nats:1.1.1.1:7422',
  'nats:///1.1.1.1:7422',
  'nats://u:p%zz@1.1.1.1:7422',
  'nats://u:p/q@1.1.1.1:7422',
  '',
];

const texts = [
  ...urls.map((url) => remote(JSON.stringify(url))),
  ...urls.map((url) => `cluster { name: c, routes: [${JSON.stringify(url)}] }`),
  ...urls.map((url) => `gateway { name: c, gateways: [{ name: d, url: ${JSON.stringify(url)} }] }`),
  remote('["nats://hub:7422", "nats://1.1.1.1:7422"]'),
  `U: "nats://1.1.1.1:7422"\n${remote('$U')}`,
  'R: ["nats://1.1.1.1:6222"]\ncluster { name: c, routes: $R }\nserver_tags: $R',
  'R: [{ url: "nats://1.1.1.1:7422" }]\nleafnodes { remotes: $R }\nmappings: { a: $R }',
  'X: { port: 7422, advertise: "1.1.1.1:7422" }\nleafnodes: $X\nmappings: { a: $X }',
  'leafnodes { remotes: [{ url: "ws://hub:80", proxy { url: "http://a@b:c@1.1.1.1:3128" } }] }',
  'leafnodes { remotes: [{ url: "ws://hub:80", proxy { url: " http://1.1.1.1:3128" } }] }',
  'leafnodes { remotes: [{ url: "ws://hub:80", proxy { url: "HTTP://1.1.1.1:3128" } }] }',
  'resolver: URL("http://1.1.1.1/jwt/v1/accounts/")',
  'resolver: " \\"URL(http://1.1.1.1/jwt/v1/accounts/)"',
  'resolver: "xURL(http://1.1.1.1/jwt/v1/accounts/)"',
];

const values = new Map(texts.map((text) => [text, valuesOf(text)]));
const read = new Map<string, UrlInGo | null>();
beforeAll(async () => {
  const all = [...values.values()].flat();
  for (const [i, url] of (await urlsInGo(all)).entries()) read.set(all[i]!, url);
});

test.each(texts)('%s', (text) => {
  for (const value of values.get(text)!) {
    // Neither an address without a scheme, nor a resolver that fetches.
    expect(value).not.toMatch(/^1\.1\.1\.1|URL\(/i);
    expect(read.get(value)?.hostname ?? '').toMatch(/^(|hub|own|localhost|[\w.-]+\.invalid)$/);
  }
});
