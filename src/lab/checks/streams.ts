import { streamsAt } from '../monitoring/jsz.ts';
import type { StreamDetail } from '../network/monitor-pages.ts';
import { verdict, type Check } from './check.ts';
import type { StreamAt } from './stored.ts';

/**
 * The stream that a copy is made of: in a domain; in another account or domain by any API (`elsewhere`); beside the copy
 * if neither is given.
 */
export interface Origin {
  stream: string;
  domain?: string;
  elsewhere?: true;
}

/** How the copying of a stream stands; `heard` is seconds since the origin was last heard, if it ever was. */
export interface Copying {
  by: 'mirror' | 'source';
  lag: number;
  heard: number | undefined;
  /** The server's words and number for why it does not get on. */
  error?: string;
}

type Configured = NonNullable<NonNullable<StreamDetail['config']>['mirror']>;
type Told = NonNullable<StreamDetail['mirror']>;

const isSame = (one: Configured, other: Configured) =>
  one.name === other.name && one.external?.api === other.external?.api;

/** What a stream copies, as configured and as the server tells of it. */
const copiesIn = ({ config = {}, mirror, sources = [] }: StreamDetail) => [
  ...(config.mirror ? [{ by: 'mirror' as const, of: config.mirror, told: mirror }] : []),
  ...(config.sources ?? []).map((of) => ({
    by: 'source' as const,
    of,
    told: sources.find((each) => isSame(each, of)),
  })),
];

const errorOf = ({ error }: Told) =>
  error && `${error.description}${error.err_code ? ` (${error.err_code})` : ''}`;

/**
 * Answers how a stream copies another one, by mirror or source; undefined if it does not. To copy is not yet to have
 * reached the origin: see `hasCaughtUp`.
 */
export function copyOf(stream: StreamDetail, origin: Origin): Copying | undefined {
  const copy = copiesIn(stream).find(({ of: { name, external } }) => {
    if (name !== origin.stream) return false;
    if (origin.elsewhere) return external !== undefined;
    return external?.api === (origin.domain && `$JS.${origin.domain}.API`);
  });
  if (!copy) return undefined;
  const { by, told } = copy;
  const error = told && errorOf(told);
  return {
    by,
    lag: told?.lag ?? 0,
    heard: told && told.active >= 0 ? told.active / 1e9 : undefined,
    ...(error && { error }),
  };
}

/** Whether a copy has reached its origin, and has nothing left to fetch. One that never did shows a lag of 0 as well. */
export const hasCaughtUp = (copy: Copying | undefined): boolean =>
  copy?.heard !== undefined && copy.lag === 0 && copy.error === undefined;

/** A stream of a server copies another one, has reached it, and has nothing left to fetch. */
export const copies =
  ({ server, stream }: StreamAt, origin: Origin, by?: Copying['by']): Check =>
  async ({ host }) => {
    const streams = await streamsAt(host, server);
    const found = streams.find(({ name }) => name === stream);
    const copy = found && copyOf(found, origin);
    return verdict(
      hasCaughtUp(copy) && (by === undefined || copy?.by === by),
      `${stream} at ${server}, a ${by ?? 'mirror or source'} of ${origin.stream} with nothing left to fetch`,
      found ? told(found, stream) : toldOfAll(streams, server),
    );
  };

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

/** A stream in a few words: its messages, its subjects, and how it stands with what it copies. */
export function told(stream: StreamDetail | undefined, name: string): string {
  if (!stream) return `no stream ${name}`;
  const { config = {}, state } = stream;
  return [
    `${stream.name} with ${state.messages} messages`,
    ...(config.subjects?.length ? [`on ${config.subjects.join(', ')}`] : []),
    ...copiesIn(stream).map(copyInWords),
  ].join(', ');
}

/** All streams of a server in a few words. */
export const toldOfAll = (streams: readonly StreamDetail[], server: string): string =>
  `streams at ${server}: ${streams.map((each) => told(each, '')).join('; ') || 'none'}`;

function copyInWords({ by, of, told }: ReturnType<typeof copiesIn>[number]): string {
  const origin = `${by}s ${of.name} ${of.external ? `by ${of.external.api}` : 'of its own domain'}`;
  if (!told) return origin;
  const error = errorOf(told);
  if (told.active < 0) return `${origin}, has never reached it${error ? `: ${error}` : ''}`;
  if (error) return `${origin}: ${error}`;
  return told.lag > 0 ? `${origin}, lag ${told.lag}` : origin;
}
