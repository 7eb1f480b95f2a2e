import { expect, test } from 'vitest';
import type { BenchState } from './bench.ts';
import { issueOf } from './issue.ts';

const bench: BenchState = {
  name: 'Mine',
  files: [
    {
      path: 'hub.conf',
      text: 'server_name: hub\nleafnodes {\n  port: 7422\n  authorization { user: a, password: S3cret-1 }\n}\n',
    },
    {
      path: 'leaf.conf',
      text: 'server_name: leaf\n# ```` ticks\nleafnodes { remotes: [{ url: "nats://a:S3cret-1@hub:7422" }] }\n',
    },
    { path: 'a.creds', text: '-----BEGIN USER NKEY SEED-----' },
  ],
  places: {},
  assigned: {},
  commands: [{ server: 'leaf', line: 'nats pub a b --password S3cret-1' }],
  cut: ['leaf-hub'],
  server: '2.15.2',
};
const issue = issueOf({
  state: bench,
  version: '0.1.0',
  findings: [
    {
      rule: 'x',
      severity: 'error',
      place: { path: 'leaf.conf', line: 3 },
      words: 'The login a:S3cret-1 is refused. @everyone <script>',
      remedy: 'Write another.',
    },
  ],
  log: Array.from({ length: 60 }, (_, i) => `[hub] line ${i} nats://a:S3cret-1@hub`),
  link: 'https://example.org/bench#1abc',
});

test('an issue has all that somebody else needs', () => {
  expect(issue).toMatch(
    /^nats-server 2\.15\.2, Leafwise 0\.1\.0\n\nOpen it: <https:\/\/example\.org\/bench#1abc>\n/,
  );
  expect(issue).toContain('| hub |');
  expect(issue).toContain('### `hub.conf`\n\n```conf\nserver_name: hub\n');
  expect(issue).toContain('### Cut links\n\n- `leaf-hub`');
  expect(issue).toContain('leaf> nats pub a b --password taken-out-1');
  expect(issue).toContain('- **error** `leaf.conf:3`: The login a:taken-out-1 is refused.');
  expect(issue).toContain('### The last 40 lines of the log');
  expect(issue).toContain('line 59');
  expect(issue).not.toContain('line 19 ');
});

test('no secret is in it, and it says where they were', () => {
  expect(issue).not.toContain('S3cret');
  expect(issue).toContain('- `hub.conf:4`: a password');
  expect(issue).toContain('- `a.creds:1`: credentials: the file was left out');
});

test('nor in the path of a file from which one was taken', () => {
  const text = issueOf({
    state: { ...bench, files: [{ path: 'S3cret-1.conf', text: bench.files[0]!.text }] },
    version: '0.1.0',
    findings: [],
    log: [],
  });
  expect(text).not.toContain('S3cret');
  expect(text).toContain('- `taken-out-1.conf:4`: a password');
});

test('a fence is longer than any in the text, and words are no markup', () => {
  expect(issue).toContain('`````conf\nserver_name: leaf\n# ```` ticks\n');
  expect(issue).toContain('@\u200beveryone \\<script\\>');
});

test('files that make no network are shown all the same', () => {
  const text = issueOf({
    state: { ...bench, files: [{ path: 'x.conf', text: 'port: {' }], commands: [], cut: [] },
    version: '0.1.0',
    findings: [],
    log: [],
  });
  expect(text).toContain('```conf\nport: {\n```');
  expect(text).not.toContain('### Findings');
  expect(text).not.toContain('### Taken out');
});
