import type { StreamDetail } from '../network/monitor-pages.ts';

/** How the copying of a stream stands; `heard` is seconds since the origin was last heard, if it ever was. */
interface Copying {
  lag: number;
  heard: number | undefined;
}

/**
 * Answers how a stream copies another one, by mirror or source, out of another domain; undefined if it
 * does not.
 */
export function copyOf(
  { config = {}, mirror, sources = [] }: StreamDetail,
  origin: { stream: string; domain: string },
): Copying | undefined {
  const api = `$JS.${origin.domain}.API`;
  const is = (each: { name: string; external?: { api: string } }) =>
    each.name === origin.stream && each.external?.api === api;
  const configured = [...(config.mirror ? [config.mirror] : []), ...(config.sources ?? [])];
  if (!configured.some(is)) return undefined;
  const told = [...(mirror ? [mirror] : []), ...sources].find(is);
  const heard = told && told.active >= 0 ? told.active / 1e9 : undefined;
  return { lag: told?.lag ?? 0, heard };
}

/** Whether a subject can match both patterns. */
export function overlap(one: string, other: string): boolean {
  const [left, right] = [one.split('.'), other.split('.')];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [a, b] = [left[i], right[i]];
    if (a === undefined || b === undefined) return false;
    if (a === '>' || b === '>') return true;
    if (a !== b && a !== '*' && b !== '*') return false;
  }
  return true;
}

/** Whether a stream listens on subjects that match the pattern too. */
export const listensOn = ({ config = {} }: StreamDetail, pattern: string): boolean =>
  (config.subjects ?? []).some((subject) => overlap(subject, pattern));

/** A stream in a few words. */
export function told(stream: StreamDetail | undefined, name: string): string {
  if (!stream) return `no stream ${name}`;
  const { config = {}, state } = stream;
  const from = [...(config.mirror ? [config.mirror] : []), ...(config.sources ?? [])].map(
    (each) => `${each.name}${each.external ? ` by ${each.external.api}` : ''}`,
  );
  return [
    `${stream.name} with ${state.messages} messages`,
    ...(config.subjects?.length ? [`on ${config.subjects.join(', ')}`] : []),
    ...(from.length ? [`copies ${from.join(', ')}`] : []),
  ].join(', ');
}
