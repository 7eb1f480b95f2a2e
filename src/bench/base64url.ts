const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const valueOf = new Map(alphabet.split('').map((char, value) => [char, value]));

/** Writes bytes with the characters that an address holds as they are. */
export function toBase64url(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let length = 0;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    for (length += 8; length >= 6; length -= 6) text += alphabet[(bits >> (length - 6)) & 63]!;
    bits &= 63;
  }
  return length > 0 ? text + alphabet[(bits << (6 - length)) & 63]! : text;
}

/** Reads such characters up to the first that is none. Bits that make no whole byte are dropped. */
export function fromBase64url(text: string): Uint8Array {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let at = 0;
  let bits = 0;
  let length = 0;
  for (const char of text) {
    const value = valueOf.get(char);
    if (value === undefined) break;
    bits = (bits << 6) | value;
    length += 6;
    if (length < 8) continue;
    length -= 8;
    bytes[at++] = bits >> length;
    bits &= (1 << length) - 1;
  }
  return bytes.subarray(0, at);
}
