import { showCount } from '../../console/units.ts';

/** How payloads are shown: `automatic` is JSON or text where they are that, and bytes otherwise. */
export const payloadForms = ['automatic', 'text', 'JSON', 'hex'] as const;
export type PayloadForm = (typeof payloadForms)[number];

/** A payload that is longer is cut, in bytes; a line of `hex` takes more room than its bytes. */
const most = { text: 1024, hex: 256 };

/** Bytes of a line of `hex`. */
const across = 8;

/** A payload in words, and how much of it that is if it is not all. */
export function payloadWords(
  payload: Uint8Array,
  form: PayloadForm,
): { text: string; clipped?: string } {
  const text = form === 'hex' ? undefined : textOf(payload);
  const json = text !== undefined && form !== 'text' ? jsonOf(text) : undefined;
  if (form === 'JSON' && json === undefined && payload.length > 0) {
    return { ...payloadWords(payload, 'automatic'), clipped: 'It is not JSON.' };
  }
  const limit = text === undefined && form !== 'text' ? most.hex : most.text;
  const shown = payload.subarray(0, limit);
  const cut = payload.length > limit;
  const note = `The first ${showCount(limit)} of ${showCount(payload.length)} bytes.`;
  const words =
    form === 'text'
      ? new TextDecoder().decode(shown)
      : text === undefined
        ? hexOf(shown)
        : cut
          ? new TextDecoder().decode(shown)
          : (json ?? text);
  return { text: words, ...(cut && { clipped: note }) };
}

function textOf(payload: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
    // eslint-disable-next-line no-control-regex -- these are what text does not have
    return /[\x00-\x08\x0e-\x1f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function jsonOf(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? JSON.stringify(value, null, 2) : text;
  } catch {
    return undefined;
  }
}

function hexOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += across) {
    const line = [...bytes.subarray(at, at + across)];
    const hex = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = line
      .map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.'))
      .join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${hex.padEnd(across * 3 - 1)}  ${text}`);
  }
  return lines.join('\n');
}
