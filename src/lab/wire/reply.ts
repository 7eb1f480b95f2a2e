import type { Frame, Headers } from './event.ts';
import { bytes, clip } from './wire-words.ts';

const utf8 = new TextDecoder();

/** Statuses that the server sends without saying what they mean. */
const statuses: ReadonlyMap<string, string> = new Map([
  ['503', '503, no service on that subject'],
  ['204', '204, that was the last'],
]);

const apiTypePattern = /^\{"type":"io\.nats\.jetstream\.api\.v1\.(\w+?)(?:_response)?"/;
const errorPattern = /"error":\s*\{[^}]*?"code":\s*(\d+)[^}]*?"description":\s*"([^"]*)"/;
const streamPattern = /"stream":\s*"([^"]+)"/;
const domainPattern = /"domain":\s*"([^"]*)"/;
const seqPattern = /"seq":\s*(\d+)/;
const duplicatePattern = /"duplicate":\s*true/;

/** Describes a reply in a sentence: of the JetStream API and of publishing, more than its size. */
export function replySays(frame: Frame, { status, values }: Headers): string {
  if (status) return `Reply with status ${clip(statuses.get(status) ?? status, 60)}.`;
  const size = frame.payloadSize === 0 ? 'without content' : `of ${bytes(frame.payloadSize)}`;
  const stored = storedSays(new Map(values));
  if (stored) return `Reply ${size}: ${stored}.`;
  if (frame.payload?.[0] !== 0x7b) return `Reply ${size}.`;
  const text = utf8.decode(frame.payload);
  const type = apiTypePattern.exec(text)?.[1]?.replaceAll('_', ' ');
  const error = errorPattern.exec(text);
  if (error) {
    return `Reply${type ? ` to ${type}` : ''}: error ${error[1]}, ${error[2]}.`;
  }
  if (type) return `Reply of the JetStream API to ${clip(type, 40)}.`;
  return publishSays(text) ?? `Reply ${size}.`;
}

/** A direct read answers with the message itself, its place in the stream in the headers. */
function storedSays(headers: Map<string, string>): string | undefined {
  const stream = headers.get('Nats-Stream');
  const subject = headers.get('Nats-Subject');
  if (!stream || !subject) return undefined;
  return `message ${headers.get('Nats-Sequence')} of stream ${clip(stream, 24)} (${clip(subject, 24)})`;
}

function publishSays(text: string): string | undefined {
  const stream = streamPattern.exec(text)?.[1];
  const seq = seqPattern.exec(text)?.[1];
  if (!stream || !seq) return undefined;
  const domain = domainPattern.exec(text)?.[1];
  const where = `${clip(stream, 24)}${domain ? ` of domain ${clip(domain, 24)}` : ''}`;
  return duplicatePattern.test(text)
    ? `Reply to a publish: stream ${where} had it already, as message ${seq}.`
    : `Reply to a publish: stored in stream ${where} as message ${seq}.`;
}
