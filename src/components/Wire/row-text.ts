import { headersOf } from '../../lab/wire/event.ts';
import { bestForm, showPayload } from '../shared/payload-text.ts';
import type { Row } from './rows.ts';

/** A row as text for elsewhere: when and where, the control line, the headers, the payload as kept. */
export function rowText(row: Row): string {
  const at = new Date(row.at).toISOString();
  if (row.type === 'refusal') {
    const { server, what, subject, rule } = row.refusal;
    return `${at} ${server} refused ${what} ${subject} (${rule})`;
  }
  const { event } = row;
  const { status, values } = headersOf(event);
  const lines = [`${at} ${event.from} → ${event.to} (${event.link})`, event.line];
  if (event.reason) lines.push(`Not readable: ${event.reason}`);
  if (status) lines.push(`NATS/1.0 ${status}`);
  lines.push(...values.map(([name, value]) => `${name}: ${value}`));
  const { payload, payloadSize } = event;
  if (payload && payload.length > 0) {
    lines.push(showPayload({ payload, payloadSize }, bestForm({ payload, payloadSize })));
    if (payload.length < payloadSize) lines.push(`… ${payloadSize - payload.length} bytes more`);
  }
  return lines.join('\n');
}

/** Time of day to the millisecond, as the reader's clock has it. */
export function timeOf(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
