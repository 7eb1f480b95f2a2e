import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { askAt, startClass } from '../../tests/support/running-class.ts';

test('a class behind a certificate is joined by https and wss, and not without', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'leafwise-tls-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const tls = { cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') };
  const made =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=class';
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', tls.key, '-out', tls.cert];
  await promisify(execFile)('openssl', [...made.split(' '), ...names]);
  const ca = await readFile(tls.cert);

  // A browser that trusts the certificate.
  class Trusting extends WebSocket {
    constructor(url: string) {
      super(url, { ca });
    }
  }
  vi.stubGlobal('WebSocket', Trusting);
  vi.stubGlobal('fetch', (url: URL) => get(url).then((text) => ({ text: () => text })));
  onTestFinished(() => void vi.unstubAllGlobals());
  const get = (url: URL) =>
    new Promise<string>((resolve, reject) => {
      https
        .get(url, { ca }, (response) => {
          let text = '';
          response.on('data', (data: Buffer) => (text += data.toString()));
          response.on('end', () => resolve(text));
        })
        .on('error', reject);
    });

  const held = await startClass({ tls });
  onTestFinished(() => held.close());
  expect(held.page).toMatch(/^https:/);
  const ada = await held.attend('Ada');
  const client = await held.connect(ada);
  expect(client.info).toHaveProperty('domain', 'class');
  expect(await askAt(client, `class.seat.${ada.id}.hello`)).toHaveProperty('class');
  const { ask } = await held.train('Tess');
  expect(await ask('hello')).toHaveProperty('done');

  const plain = held.page.replace('https:', 'ws:').replace(/class$/, 'class/hub');
  const refused = new Promise<string>((resolve) => {
    new WebSocket(plain).on('error', ({ message }) => resolve(message));
  });
  expect(await refused).not.toBe('');
  const stranger = new Promise<string>((resolve) => {
    new WebSocket(plain.replace('ws:', 'wss:')).on('error', ({ message }) => resolve(message));
  });
  expect(await stranger).toMatch(/self.signed/);
});
