import { headers as newHeaders, type MsgHdrs } from '../nats/nats-client.ts';
import { Problem } from './problem.ts';
import { fillTemplates } from './templates.ts';

const utf8 = new TextDecoder();

/** A body as text. */
export const bodyText = (data: Uint8Array) => utf8.decode(data);

/**
 * Headers of flags such as `-H Name:value`, whose values may use templates.
 * @param count the number of the message
 * @throws Problem with the words of the CLI
 */
export function parseHeaders(given: readonly string[], count = 1): MsgHdrs | undefined {
  if (!given.length) return undefined;
  const headers = newHeaders();
  for (const each of given) {
    const colon = each.indexOf(':');
    if (colon < 0) {
      throw new Problem(`invalid header ${JSON.stringify(each)}`, 'Write a header as Name:value.');
    }
    const name = each.slice(0, colon);
    const value = fillTemplates(each.slice(colon + 1).trim(), { count }, (words) => {
      throw new Problem(`failed to parse Header template for ${name}: ${words}`);
    });
    // The characters that MIME lets the name of a header have.
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name.trim()))
      throw new Problem('nats: message could not decode headers');
    headers.append(name.trim(), value);
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

/** The lines of a body: a line's end that it has itself stands for the one that is printed behind it. */
export const bodyLines = (text: string) => shownBody(text).replace(/\n$/, '').split('\n');

/** The lines of a body, set apart from what follows. */
export const apart = (text: string) => [
  ...bodyLines(text),
  '',
  ...(text.endsWith('\n') ? [] : ['']),
];

/** @throws Problem in the CLI's words unless the text is a whole number */
export function integer(text: string): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  throw new Problem(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
}
