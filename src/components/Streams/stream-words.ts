import { showCount, showSize } from '../../console/units.ts';
import type { Place, StreamView } from '../../lab/monitoring/places.ts';

/** The name of each kind of stream. */
export const kindWords: Record<StreamView['kind'], string> = {
  stream: 'stream',
  bucket: 'key-value bucket',
  objects: 'object bucket',
};

/** A number with what it counts: `1 message`, `2,000 messages`. */
export const counted = (count: number, one: string): string =>
  `${showCount(count)} ${one}${count === 1 ? '' : 's'}`;

/** Says how many messages and bytes a stream holds. */
export const holdWords = ({ messages, bytes }: StreamView): string =>
  `${counted(messages, 'message')}, ${showSize(bytes)}`;

/** Which sequences a stream holds. */
export function sequenceWords({ messages, firstSeq, lastSeq }: StreamView): string {
  if (lastSeq === 0) return 'none yet';
  return messages === 0
    ? `none held, last was ${showCount(lastSeq)}`
    : `${showCount(firstSeq)} to ${showCount(lastSeq)}`;
}

/** A place by its domain, which is what it is asked for by. */
export const placeWords = ({ name, domain }: Place): string =>
  domain === undefined ? `${name}, without a domain` : `domain ${domain}`;

/** Which servers a place is made of. */
export function serverWords({ servers, missing }: Place): string {
  if (servers.length === 1) return `on ${servers[0]!}`;
  const all = `on ${servers.slice(0, -1).join(', ')} and ${servers.at(-1)!}`;
  return missing.length === 0 ? all : `${all}; ${missing.join(', ')} not running`;
}
