import type { JetStreamClient, ObjectStore } from 'nats.ws';

/**
 * Opens an object store. nats.ws wants `crypto.subtle`, which a page does not have that came by http:// from another
 * machine, and then computes all hashes by itself: it is shown one while it looks.
 */
export function objectStore(js: JetStreamClient, bucket: string): Promise<ObjectStore> {
  if ((crypto as Partial<Crypto>).subtle) return js.views.os(bucket);
  Object.defineProperty(crypto, 'subtle', { configurable: true, value: { digest: () => {} } });
  try {
    return js.views.os(bucket);
  } finally {
    Reflect.deleteProperty(crypto, 'subtle');
  }
}
