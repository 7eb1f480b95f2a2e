import { describe, expect, test } from 'vitest';
import { withoutSecrets } from './without-secrets.ts';

const stateOf = (path: string, text: string, line = '') => ({
  name: 'Mine',
  files: [{ path, text }],
  places: {},
  assigned: {},
  commands: line === '' ? [] : [{ server: 'hub', line }],
  cut: [],
  server: '2.15.2',
});
const words = (text: string | undefined) => text?.replace(/taken-out-\d+/g, '«»');
const shared = (path: string, text: string) =>
  words(withoutSecrets(stateOf(path, text)).state.files[0]?.text);
/** A text with its secrets in «», and without the marks. */
const plain = (text: string) => text.replace(/[«»]/g, '');
const taken = (text: string) => text.replace(/«[^»]*»/g, '«»');

const yaml = [
  'password: «correct horse battery» # by heart\nport: 1',
  'users: { user: a, password: «b c», port: 1 }\nmore: [ {user: a,\n password: «b c» },\n]',
  'password: &pw «one two»\ntoken: «*pw»\npassphrase: !!str «S3c»\nx: &later «S3d»\nsecret: «*later»',
  'password:\n  «on the\n  next lines»\nport: 1',
  'token: «|\n  two\n  lines»\nport: 1\nsecret: «>-\n  folded\n  words»\n\nother: 2',
  'password: "«over\n  two lines»"\nport: 1',
  'environment:\n  NATS_PASSWORD: «a b»\n  NATS_PW: «S3c»\n  NATS_PWD: «S3d»\n  NATS_AUTH: «S3e»\n  API_KEY: «S3f»\n  LEAF_CREDENTIALS: «S3g»',
  'environment:\n  - NATS_PASSWORD=«a b c»\n  - "NATS_TOKEN=«S3 c»"\n  - NATS_URL=nats://bob:«a\'b,c»@h\n  - A=b c',
  'environment:\n  - {name: NATS_TOKEN, value: «a b»}\n  - {name: A, value: a b}',
  'command: ["--pass", "«a b»", "-auth", «S3c»]\nargs:\n  - --auth\n  - «S3c d»\n  - -s\n  - bob:«S3c»@h',
  'a: ${NATS_PASSWORD:-«S3c»}\npassword: ${B:-«S3d»}\ntoken: ${TOKEN:?must be set}',
  'data:\n  nats.env: |\n    NATS_PASSWORD=«a b»\n    A=b c\n  values.yaml: |\n    password: «a b»\n    token: «|\n      S3c\n      S3d»\n  hub.conf: |\n    authorization { user: a, password: «S3c» }',
  'a: {{ .Values.a }}\npassword: «a b»\n{{- if .Values.b }}\n  token: «a b c»\n{{- end }}\nsecret: {{ .Values.c }}',
  '# password: «a b c»\nport: 1 # token: «a b»\n# to log in: see the README',
  'url: "nats://bob:«a\'b c»@host"\nurls: [bob:«S3c»@h, "c:«S3 d»@i"]\nnote: "me@example.com, nats://h"',
];
const json =
  '{"password": "«a \\" b»", "u": "nats:\\/\\/bob:«S3c»@h", "l": ["nats://a:«b\'c»@h","x@y"], "e": ["NATS_PASSWORD=«a b»"], "auth": "basic"}';
const environment =
  "NATS_PASSWORD=«a b c»\nNATS_PW=\"«over\ntwo»\"\nNATS_URL=nats://bob:«a',b»@h\nexport NATS_AUTH='«S3c»'\nNATS_CREDS=./a.creds\nPWD=/srv\nNATS_CREDENTIALS=«S3d» # of the leaf\n# NATS_TOKEN=«a b»";
const lines = [
  'nats-server -pass «S3c» -auth «S3d» --auth «S3e» -auth=«S3f» --pass "«a b»" -p 4222 -c a.conf',
  'nats -s=bob:«S3c»@h rtt',
  'nats -s"bob:«S3c»@h" rtt',
  'curl -u bob:«S3c» http://h',
  'curl -sS \\\n  --user "bob:«a b»" http://h',
  'docker run -u 1000:1000 -e "NATS_TOKEN=«a b»" nats',
  'NATS_PASSWORD=«S3c» nats --creds mine -s nats://$USER:$PASSWORD@h rtt',
];
/** As a file it is left out. */
const keyLine =
  "echo '«-----BEGIN EC PRIVATE KEY-----\nMHc\n-----END EC PRIVATE KEY-----»' > a.key";
const base64 = btoa(`-----BEGIN USER NKEY SEED-----\nSUA${'A2B3'.repeat(14)}\n-----END`);
const others = [
  [
    'nginx.conf',
    'server {\n  proxy_set_header Authorization "Basic «S3c»";\n  proxy_set_header Authorization "Bearer «S3d»";\n  proxy_set_header X-Api-Key "«S3e»";\n}',
  ],
  ['a.xml', '<c><password>«a b»</password><token of="b">«S3c»</token><name>n</name></c>'],
  ['key.json', '{"kty":"OKP","d":"«ABCDEFGHIJKLMNOPQRST»","x":"abcdefghijklmnopqrst"}'],
  ['a.txt', `leaf: «${base64}»\nother: ${btoa('words that anybody may read')}`],
  [
    'a.conf',
    '# password «hunter»\n# the user is bob, password «S3cret7»\n# the password is set\nport: 1',
  ],
  ['Dockerfile', 'ENV NATS_PASSWORD «S3c»\nCMD ["nats-server", "--pass", "«a b»"]'],
  ['nats.service', 'Environment="NATS_PASSWORD=«a b»" A=b'],
  ['a.md', 'Dial "nats://bob:«a\'b»@host" or nats://bob:«a\'b»@host.'],
];

describe('all of a value is taken out, and nothing else', () => {
  test.each([
    ...yaml.map((text) => ['deploy.yaml', text]),
    ['a.json', json],
    ['.env', environment],
    ['leaf.env', environment],
    ['.env.local', environment],
    ['up.sh', 'NATS_PASSWORD="«over\ntwo»" nats-server -c a.conf'],
    ...lines.map((text) => ['up.sh', text]),
    ...others,
  ])('%s: %s', (path, text) => {
    expect(shared(path, plain(text))).toBe(taken(text));
  });

  test.each([...lines, keyLine])('in a command: %s', (line) => {
    const { state } = withoutSecrets(stateOf('a.txt', '', plain(line)));
    expect(words(state.commands[0]!.line)).toBe(taken(line));
  });
});

test.each([
  [
    'nginx.conf',
    'server {\n  proxy_pass http://hub:8080;\n  proxy_pass_header Server;\n  proxy_cache_bypass $http_upgrade;\n  passive on;\n  ssl_passthrough on;\n  ssl_password_file /etc/keys/hub.pass;\n  proxy_set_header Host $host;\n  auth_basic "Restricted";\n}',
  ],
  [
    'compose.yaml',
    'services:\n  hub:\n    image: nats:2.12\n    user: "1000:1000"\n    command: ["-c", "/etc/nats/hub.conf", "-js"]\n    environment:\n      NATS_PASSWORD_FILE: /run/secrets/nats\n      NATS_CREDS: /run/secrets/leaf.creds\n      TOKEN: ${TOKEN:?must be set}\n    secrets: [nats_token]\nsecrets:\n  nats_token:\n    file: ./token.txt\n',
  ],
  [
    'values.yaml',
    'config:\n  nats: {port: 4222}\nauth: {enabled: true}\nimagePullSecrets: []\nsecretName: leaf\nbypass: http://hub:1\nannotations:\n  nginx.ingress.kubernetes.io/proxy-pass: http://hub\n',
  ],
  ['hub.conf', 'leafnodes { remotes: [{ url: "tls://hub:7422", credentials: "./a.creds" }] }\n'],
  [
    'up.sh',
    'PASSWORD=$(cat pw)\nnats --user bob --password "$PASSWORD" -s nats://hub:4222 sub ">"\n# with --pass and --user it logs in\n',
  ],
  [
    'a.md',
    'See "//hub" and mail me@example.com: the password is in the vault, and a token of the leaf too.',
  ],
  ['log.md', 'credentials file "/etc/nats/leaf.creds": open /etc/nats/leaf.creds: no such file'],
])('a sound %s stays as it is', (path, text) => {
  const { state, without } = withoutSecrets(stateOf(path, text));
  expect(state.files[0]?.text).toBe(text);
  expect(without).toEqual([]);
});

test('a file in which secrets cannot be told from the rest is left out', () => {
  for (const [path, text] of [
    ['a.yaml', `port: 1 # ${'x'.repeat(1_000_000)}`],
    ['b.yaml', 'hub: |\n  password: |\n    S3c\n'],
    ['c.txt', '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nS3c\n'],
  ] as const)
    expect(withoutSecrets(stateOf(path, text)).state.files, path).toEqual([]);
});
