import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createOperator } from '@nats-io/jwt';
import { expect, onTestFinished, test } from 'vitest';
import { makeAccount, makeUser } from '../../src/lab/credentials/signing.ts';
import { readGranted } from './granted.ts';

const operator = { keys: createOperator() };
const seed = new TextDecoder().decode(operator.keys.getSeed());
const { creds } = await makeUser(await makeAccount(operator, 'SYS'), 'leafwise');

/** The JWT and the seed of a file. */
const secrets = (text: string) => text.match(/^(?:ey|SU)\S+$/gm)!;

function granted(text: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'leafwise-granted-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'class.creds');
  writeFileSync(file, text);
  return readGranted(file);
}

test('a file of creds and a seed below it is read, however the seed stands there', () => {
  const block = `-----BEGIN OPERATOR NKEY SEED-----\n${seed}\n------END OPERATOR NKEY SEED------\n`;
  for (const text of [`${creds}${seed}\n`, `${creds}\n${block}`, `${creds}\r\n${seed}`]) {
    const { signer, system } = granted(text);
    expect(signer.keys.getPublicKey()).toBe(operator.keys.getPublicKey());
    for (const secret of secrets(creds)) expect(system).toContain(secret);
  }
});

test.each([
  ['nothing', '', 'has no user'],
  ['a key alone', seed, 'has no user'],
  ['creds alone', creds, 'has no seed of an operator key'],
  [
    'a seed that is not whole',
    `${creds}${seed.slice(0, 30)}${seed.slice(30).replace(/[A-M]/, 'Z')}`,
    'is not whole',
  ],
])('a file with %s is refused', (_, text, words) => {
  expect(() => granted(text)).toThrow(words);
});

test('a file that is not there is named', () => {
  expect(() => readGranted('/nowhere/class.creds')).toThrow('/nowhere/class.creds cannot be read');
});
