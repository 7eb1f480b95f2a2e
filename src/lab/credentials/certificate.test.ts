import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeCertificate } from './certificate.ts';

test('a certificate is for the hosts that it was made for, and signs itself', async () => {
  const hosts = [
    'hub',
    'leaf.example.com',
    '127.0.0.1',
    ...Array.from({ length: 40 }, (_, i) => `n${i}.example.com`),
  ];
  const { certificate, key } = await makeCertificate(hosts);
  const read = new X509Certificate(certificate);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.checkIssued(read)).toBe(true);
  expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(read.checkHost('leaf.example.com')).toBe('leaf.example.com');
  expect(read.checkHost('n39.example.com')).toBe('n39.example.com');
  expect(read.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(read.checkHost('else.example.com')).toBeUndefined();
  expect(Date.parse(read.validFrom)).toBeLessThan(Date.now());
  expect(Date.parse(read.validTo)).toBeGreaterThan(Date.now());
});
