import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nativeServer } from '../../support/native-server.ts';
import { run } from '../../../tools/lib/run.mjs';
import { isHereAt } from './for-release.ts';
import { pagesIn, sourceOf } from './page.ts';

/** The surroundings of a fragment, by the `inside` that its block names. */
const wraps: Record<string, (text: string) => string> = {
  remote: (text) => `leafnodes { remotes: [ {\n${text}\n} ] }`,
  leafnodes: (text) => `leafnodes {\n${text}\n}`,
  jetstream: (text) => `jetstream {\n${text}\n}`,
  user: (text) => `authorization { users: [ { user: app, password: s3cret\n${text} } ] }`,
  accounts: (text) => `accounts {\n${text}\n}`,
};

/** The configurations that a page quotes for the release of this run, each made whole. */
function configurationsIn(page: string): string[] {
  const source = sourceOf(page);
  const blocks = source.matchAll(/^```nats(?: +inside=(\w+))?[^\n]*\n(.*?)^```/gms);
  return [...blocks]
    .filter(({ index }) => isHereAt(source, index))
    .map(([, inside, text]) => (inside ? wraps[inside]!(text!) : text!));
}

const folder = mkdtempSync(join(tmpdir(), 'leafwise-docs-'));
let binary: string;
beforeAll(async () => {
  binary = await nativeServer();
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'hub' }]);
  for (const name of ['hub', 'leaf', 'ca']) {
    writeFileSync(join(folder, `${name}.pem`), cert);
    writeFileSync(join(folder, `${name}-key.pem`), key);
  }
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Whether the server takes it, and what it says if not. */
async function judged(configuration: string): Promise<string> {
  const file = join(folder, 'quoted.conf');
  writeFileSync(file, configuration.replaceAll('/etc/nats/', `${folder}/`));
  const { code, output } = await run(binary, ['-t', '-c', file]);
  return code === 0 ? 'accepted' : output;
}

describe('the server accepts each configuration that a page quotes', () => {
  const folders = ['guides', 'labs', 'troubleshooting', 'reference'];
  const quoting = folders.flatMap(pagesIn).filter((page) => configurationsIn(page).length > 0);
  test.each(quoting)('%s', async (page) => {
    for (const configuration of configurationsIn(page)) {
      expect(await judged(configuration), configuration).toBe('accepted');
    }
  });
});

test('a command of the CLI is quoted so that it can be run, never as mere text', () => {
  for (const page of ['guides', 'labs', 'troubleshooting'].flatMap(pagesIn)) {
    expect(sourceOf(page), page).not.toMatch(/^```(?:sh|bash|text)?\n(?:\$ )?nats (?!-)/m);
  }
});
