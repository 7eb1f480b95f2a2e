/** A certificate and its key, as PEM. */
export interface Certificate {
  certificate: string;
  key: string;
}

const ecdsaWithSha256 = [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
const oids = {
  commonName: [0x55, 0x04, 0x03],
  basicConstraints: [0x55, 0x1d, 0x13],
  keyUsage: [0x55, 0x1d, 0x0f],
  extendedKeyUsage: [0x55, 0x1d, 0x25],
  subjectAltName: [0x55, 0x1d, 0x11],
  serverAuth: [0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01],
  clientAuth: [0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02],
};

/**
 * Makes a certificate that signs itself, for some hosts, good for both ends of a connection and for a year. It is its
 * own authority too.
 * @throws Error where the page is no secure context: it has no `crypto.subtle` then
 */
export async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
  const { subtle } = globalThis.crypto;
  if (!(subtle as SubtleCrypto | undefined))
    throw new Error(
      'This page cannot make a certificate, since it came without TLS. Open it over https or from localhost.',
    );
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' };
  const keys = await subtle.generateKey(ecdsa, true, ['sign', 'verify']);
  const name = sequence(
    set(sequence(oid(oids.commonName), tagged(0x0c, utf8('Leafwise stand-in')))),
  );
  const now = Date.now();
  const algorithm = sequence(ecdsaWithSha256);
  const body = sequence(
    tagged(0xa0, integer([2])),
    integer([...crypto.getRandomValues(new Uint8Array(8))].map((byte, i) => (i ? byte : 1))),
    algorithm,
    name,
    sequence(time(now - 24 * 3_600_000), time(now + 365 * 24 * 3_600_000)),
    name,
    [...new Uint8Array(await subtle.exportKey('spki', keys.publicKey))],
    tagged(0xa3, sequence(...extensions(hosts))),
  );
  const hash = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = new Uint8Array(await subtle.sign(hash, keys.privateKey, Uint8Array.from(body)));
  const [r, s] = [signature.slice(0, 32), signature.slice(32)].map((part) => integer([...part]));
  const whole = sequence(body, algorithm, tagged(0x03, [0, ...sequence(r!, s!)]));
  const key = new Uint8Array(await subtle.exportKey('pkcs8', keys.privateKey));
  return { certificate: pem('CERTIFICATE', whole), key: pem('PRIVATE KEY', key) };
}

function extensions(hosts: readonly string[]): number[][] {
  const extension = (id: number[], value: number[], critical = false) =>
    sequence(oid(id), ...(critical ? [[0x01, 0x01, 0xff]] : []), tagged(0x04, value));
  const names = [...new Set(hosts)].map((host) => {
    const ip = /^\d+\.\d+\.\d+\.\d+$/.test(host) ? host.split('.').map(Number) : undefined;
    return ip ? tagged(0x87, ip) : tagged(0x82, utf8(host));
  });
  return [
    extension(oids.basicConstraints, sequence([0x01, 0x01, 0xff]), true),
    // Signs data and certificates.
    extension(oids.keyUsage, [0x03, 0x02, 0x02, 0x84], true),
    extension(oids.extendedKeyUsage, sequence(oid(oids.serverAuth), oid(oids.clientAuth))),
    extension(oids.subjectAltName, sequence(...names)),
  ];
}

/** A value of DER: its tag, its length, and itself. */
function tagged(tag: number, value: readonly number[]): number[] {
  const size = value.length;
  if (size < 0x80) return [tag, size, ...value];
  const bytes = size < 0x100 ? [size] : [size >> 8, size & 0xff];
  return [tag, 0x80 | bytes.length, ...bytes, ...value];
}

const sequence = (...parts: (readonly number[])[]): number[] => tagged(0x30, parts.flat());
const set = (...parts: (readonly number[])[]): number[] => tagged(0x31, parts.flat());
const oid = (bytes: readonly number[]): number[] => tagged(0x06, bytes);
const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];

/** A positive number, most significant byte first. */
function integer(bytes: readonly number[]): number[] {
  const first = bytes.findIndex((byte) => byte !== 0);
  const least = first < 0 ? [0] : bytes.slice(first);
  return tagged(0x02, least[0]! >= 0x80 ? [0, ...least] : least);
}

/** A time of this half of the century, as certificates write it. */
function time(at: number): number[] {
  const digits = new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '');
  return tagged(0x17, utf8(digits.slice(2)));
}

function pem(label: string, bytes: Iterable<number>): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return `-----BEGIN ${label}-----\n${base64.replace(/.{64}/g, '$&\n').trimEnd()}\n-----END ${label}-----\n`;
}
