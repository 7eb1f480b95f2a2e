import type { KvEntry } from '../../../nats/nats-client.ts';
import { bodyText, toBase64 } from '../../messages.ts';
import { checkKeyPattern } from '../../names.ts';
import { Problem } from '../../problem.ts';
import { table } from '../../table.ts';
import { showCount, showTime } from '../../units.ts';
import type { Bucket } from './bucket.ts';

/** The CLI's words for what was done to a key. */
export const operations = { PUT: 'PUT', DEL: 'DELETE', PURGE: 'PURGE' };

/** @throws Problem as the `nats` CLI has it, if there is no such key */
export async function historyOf(kv: Bucket, key: string): Promise<KvEntry[]> {
  checkKeyPattern(key);
  const entries: KvEntry[] = [];
  for await (const entry of await kv.history({ key })) entries.push(entry);
  if (!entries.length) throw new Problem('nats: key not found');
  return entries;
}

export function historyTable(bucket: string, key: string, entries: readonly KvEntry[]): string[] {
  const rows = entries.map((entry) => [
    entry.key,
    entry.revision,
    operations[entry.operation],
    showTime(entry.created),
    showCount(entry.value.length),
    shortened(entry.value),
  ]);
  const head = ['Key', 'Revision', 'Op', 'Created', 'Length', 'Value'];
  return [...table(`History for ${bucket} > ${key}`, head, rows), ''];
}

/** A value as text, or in base64 if it has more than plain ASCII on one line, as the `nats` CLI shows it. */
export function shownValue(value: Uint8Array): string {
  const plain = value.every((byte) => byte >= 0x20 && byte <= 0x7e);
  return plain ? bodyText(value) : toBase64(value);
}

/** Both ends of a value that is too long for a table. */
export function shortened(value: Uint8Array): string {
  const text = shownValue(value);
  return text.length > 40 ? `${text.slice(0, 15)}...${text.slice(-15)}` : text;
}
