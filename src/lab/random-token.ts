/** A random token, unlike all others. `crypto.randomUUID` is not there where a page came by http:// from another machine. */
export const randomToken = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(9)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
