import { errorText } from '../../lab/error-text.ts';

/** How a payload can be shown. */
export const forms = ['text', 'JSON', 'hex'] as const;
export type Form = (typeof forms)[number];

/** A payload as far as it is kept. */
interface Kept {
  /** Its first bytes. */
  payload: Uint8Array;
  /** How many bytes it had. */
  payloadSize: number;
}

/** The form in which a payload can be read: text, unless it is none. */
export function bestForm({ payload }: Kept): Form {
  // eslint-disable-next-line no-control-regex -- these are what tells bytes from text
  return /[\0-\x08\x0e-\x1f\x7f\ufffd]/.test(decode(payload)) ? 'hex' : 'text';
}

/** A payload in a form. As JSON it may be none: the answer then says why. */
export function showPayload(kept: Kept, form: Form): string {
  if (form === 'hex') return hex(kept.payload);
  const text = decode(kept.payload);
  if (form === 'text') return text;
  if (kept.payload.length < kept.payloadSize) {
    return `Only the first ${kept.payload.length} bytes are kept: too few to read them as JSON.`;
  }
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    return `Not JSON: ${errorText(error)}`;
  }
}

/** A character that was cut in two at the end is left out. */
const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes, { stream: true });

const hexColumns = 16;

/** Lines of an offset, sixteen bytes and the characters that they are in ASCII. */
function hex(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += hexColumns) {
    const line = [...bytes.subarray(at, at + hexColumns)];
    const digits = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = line.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.'));
    lines.push(
      `${at.toString(16).padStart(4, '0')}  ${digits.padEnd(hexColumns * 3)} ${ascii.join('')}`,
    );
  }
  return lines.join('\n');
}
