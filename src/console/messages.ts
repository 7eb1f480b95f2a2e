import { headers as newHeaders, type MsgHdrs } from '../nats/nats-client.ts';
import { Problem } from './problem.ts';

const utf8 = new TextDecoder();

/** A body as text. */
export const bodyText = (data: Uint8Array) => utf8.decode(data);

/**
 * Headers of flags such as `-H Name:value`.
 * @throws Problem if one has no colon
 */
export function parseHeaders(given: readonly string[]): MsgHdrs | undefined {
  if (!given.length) return undefined;
  const headers = newHeaders();
  for (const each of given) {
    const colon = each.indexOf(':');
    if (colon < 1) throw new Problem(`invalid header "${each}": use K:V`);
    headers.append(each.slice(0, colon).trim(), each.slice(colon + 1).trim());
  }
  return headers;
}

/** Headers as they are printed, a line each. */
export function headerLines(headers: MsgHdrs | undefined): string[] {
  return headers
    ? headers.keys().flatMap((key) => headers.values(key).map((each) => `${key}: ${each}`))
    : [];
}

/** The header lines of a message in a JSON answer, where they are base64. */
export function storedHeaders(base64: string | undefined): string[] {
  if (!base64) return [];
  const lines = fromBase64(base64).split('\r\n').slice(1).filter(Boolean);
  return lines.map((line) => line.replace(/^([^:]+):\s*/, '$1: '));
}

/** The text of bytes in base64. */
export function fromBase64(base64: string): string {
  return utf8.decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
}

/** Bytes in base64. */
export function toBase64(data: Uint8Array): string {
  return btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''));
}

/** A body as the `nats` CLI prints it. */
export const shownBody = (text: string) => (text === '' ? 'nil body' : text);

/** @throws Problem in the CLI's words unless the text is a whole number */
export function integer(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new Problem(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
}
