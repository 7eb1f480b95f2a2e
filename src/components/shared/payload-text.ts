import { showCount } from '../../console/units.ts';

/** How a payload can be shown. */
export const payloadForms = ['text', 'JSON', 'hex'] as const;
export type PayloadForm = (typeof payloadForms)[number];

/** A payload as far as it is kept. */
export interface KeptPayload {
  /** Its first bytes. */
  payload: Uint8Array;
  /** How many bytes it had. */
  payloadSize: number;
}

/** The form in which a payload can be read: text, unless it is none. */
export const bestForm = (kept: KeptPayload): 'text' | 'hex' =>
  textOf(kept) === undefined ? 'hex' : 'text';

/** A payload in a form. As JSON it may be none: the answer then says why. */
export function showPayload(kept: KeptPayload, form: PayloadForm): string {
  const { payload, payloadSize } = kept;
  if (form === 'hex') return hex(payload);
  if (form === 'text') return decode(kept);
  if (payload.length < payloadSize) {
    return `Only the first ${payload.length} bytes are kept: too few to read them as JSON.`;
  }
  try {
    return setOut(decode(kept));
  } catch (error) {
    return `Not JSON: ${(error as Error).message}`;
  }
}

/** How an excerpt can be shown: `automatic` is JSON or text where it is that, and hex otherwise. */
export const excerptForms = ['automatic', ...payloadForms] as const;
export type ExcerptForm = (typeof excerptForms)[number];

/** The most bytes of a payload that an excerpt shows: in hex they take more room. */
const most = { text: 1024, hex: 256 };

/** As much of a payload as fits into a table, with a note where it is not all, or not in the form asked for. */
export function payloadExcerpt(
  payload: Uint8Array,
  form: ExcerptForm,
): { text: string; note?: string } {
  const whole = { payload, payloadSize: payload.length };
  const json = form === 'automatic' || form === 'JSON' ? jsonOf(whole) : undefined;
  if (form === 'JSON' && json === undefined && payload.length > 0) {
    return { ...payloadExcerpt(payload, 'automatic'), note: 'It is not JSON.' };
  }
  const shownAs = form === 'text' || form === 'hex' ? form : bestForm(whole);
  const limit = most[shownAs];
  if (payload.length <= limit) return { text: json ?? showPayload(whole, shownAs) };
  const first = { payload: payload.subarray(0, limit), payloadSize: payload.length };
  const note = `The first ${showCount(limit)} of ${showCount(payload.length)} bytes.`;
  return { text: showPayload(first, shownAs), note };
}

/**
 * Decodes a payload. If only its first bytes are kept, they may end within a character, which is left
 * out.
 */
const decode = ({ payload, payloadSize }: KeptPayload, options?: TextDecoderOptions): string =>
  new TextDecoder('utf-8', options).decode(payload, { stream: payload.length < payloadSize });

/** A payload that is UTF-8, without the control characters that text does not have; undefined for any other. */
function textOf(kept: KeptPayload): string | undefined {
  try {
    const text = decode(kept, { fatal: true });
    // eslint-disable-next-line no-control-regex -- these are what tells bytes from text
    return /[\0-\x08\x0e-\x1f\x7f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/**
 * A JSON document, its objects and lists set out; a number or a string stands as it is.
 * @throws SyntaxError where the text is no JSON
 */
function setOut(text: string): string {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : text;
}

function jsonOf(kept: KeptPayload): string | undefined {
  const text = textOf(kept);
  try {
    return text === undefined ? undefined : setOut(text);
  } catch {
    return undefined;
  }
}

/** Bytes of a line of hex: as many as fit a narrow page without breaking the line. */
const hexColumns = 8;

/** Lines of an offset, some bytes and the characters that they are in ASCII. */
function hex(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += hexColumns) {
    const line = [...bytes.subarray(at, at + hexColumns)];
    const digits = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = line.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.'));
    const offset = at.toString(16).padStart(4, '0');
    lines.push(`${offset}  ${digits.padEnd(hexColumns * 3 - 1)}  ${ascii.join('')}`);
  }
  return lines.join('\n');
}
