import { Problem } from './problem.ts';

/** Nanoseconds, as JetStream counts them, in each unit that a duration may name. */
const units: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
  ['d', 86_400e9],
  ['w', 604_800e9],
  ['M', 30 * 86_400e9],
  ['y', 365 * 86_400e9],
  ['Y', 365 * 86_400e9],
]);

/**
 * Nanoseconds of a duration such as `1h30m`, `500ms` or `2d`.
 * @throws Problem if it is none
 */
export function parseDuration(text: string): number {
  if (text === '0') return 0;
  let total = 0;
  const rest = text.replace(
    /(\d+(?:\.\d+)?)([a-zA-Zµ]+)/g,
    (whole, number: string, unit: string) => {
      const size = units.get(unit);
      if (size === undefined)
        throw new Problem(`invalid duration: invalid unit ${unit}`, durations);
      total += Number(number) * size;
      return '';
    },
  );
  if (text === '' || rest !== '') throw new Problem('invalid duration', durations);
  return Math.round(total);
}

const durations = 'A duration is like 500ms, 30s, 5m, 1h30m or 2d.';

/**
 * Bytes of a size such as `512`, `1KB` or `10M`; a unit is 1024 of the one below, as in the `nats` CLI.
 * @throws Problem if it is none
 */
export function parseSize(text: string): number {
  const [, number, unit = ''] = /^(-?\d+)\s*([KMGT]?)(?:i?B)?$/i.exec(text) ?? [];
  if (number === undefined) {
    throw new Problem(
      `invalid bytes specification ${text}: bytes must end in B, K, KB, M, MB, G, GB, T or TB`,
    );
  }
  return Number(number) * 1024 ** ' KMGT'.indexOf(unit.toUpperCase() || ' ');
}

/** A duration as the `nats` CLI prints it. */
export function showDuration(nanos: number): string {
  if (nanos === 0) return '0s';
  const seconds = Math.floor(nanos / 1e9);
  if (seconds < 1)
    return nanos < 1e6 ? `${Math.round(nanos / 1e3)}µs` : `${Math.round(nanos / 1e6)}ms`;
  if (seconds < 60) return `${(nanos / 1e9).toFixed(2)}s`;
  const parts: [number, string][] = [
    [Math.floor(seconds / (86_400 * 365)), 'y'],
    [Math.floor(seconds / 86_400) % 365, 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  return parts
    .slice(first)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join('');
}

/** A duration as Go prints it, with each digit: `1h0m0s`, `1.5s`, `442.471µs`. */
export function showGoDuration(nanos: number): string {
  if (nanos < 0) return `-${showGoDuration(-nanos)}`;
  const short = ([1e6, 1e3, 1] as const).find((unit) => nanos >= unit);
  if (nanos === 0 || short === undefined) return '0s';
  if (nanos < 1e9) {
    const unit = { 1e6: 'ms', 1e3: 'µs', 1: 'ns' }[short];
    return `${Number((nanos / short).toFixed(short === 1 ? 0 : Math.log10(short)))}${unit}`;
  }
  const minutes = Math.floor(nanos / 60e9);
  const seconds = `${Number(((nanos - minutes * 60e9) / 1e9).toFixed(9))}s`;
  if (minutes < 60) return minutes ? `${minutes}m${seconds}` : seconds;
  return `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}

/** A number of bytes as the `nats` CLI prints it. */
export function showSize(bytes: number): string {
  const names = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let size = bytes;
  let unit = 0;
  for (; size >= 1024 && unit < names.length - 1; unit++) size /= 1024;
  return `${unit > 0 && size < 9.95 ? size.toFixed(1) : Math.round(size)} ${names[unit]!}`;
}

/** A count with commas between thousands. */
export function showCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** A limit, where -1 and 0 stand for none. */
export function showLimit(limit: number | undefined, show: (limit: number) => string): string {
  return limit !== undefined && limit > 0 ? show(limit) : 'unlimited';
}

/** Go's zero time, which JetStream gives for an event that has not happened. */
const never = '0001-01-01T00:00:00Z';

/** A moment in the reader's own time zone: `2026-01-31 13:45:00`. */
export function showTime(moment: string | Date): string {
  const date = new Date(moment);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19).replace('T', ' ');
}

/** A moment as Go prints it: `2026-01-31 13:45:00.5 +0000 UTC`. */
export const goTime = (moment: string) => moment.replace('T', ' ').replace('Z', ' +0000 UTC');

/** A time of day, at first the present one, which begins a log line of the `nats` CLI. */
export function clock(at = new Date()): string {
  return showTime(at).slice(11);
}

/** How long ago a moment was. */
export function showAge(moment: string | undefined): string {
  return !moment || moment === never ? 'never' : showSince(moment);
}

/** How long before another moment one was: the moment of a server's answer, or now. */
export function showSince(moment: string, reference?: string): string {
  const [from, to] = [
    nanoseconds(moment),
    reference === undefined ? undefined : nanoseconds(reference),
  ];
  const until = to ?? BigInt(Date.now()) * 1_000_000n;
  return showDuration(Math.max(0, Number(until - from)));
}

/** A moment's nanoseconds since 1970: servers tell more than a `Date` holds. */
function nanoseconds(moment: string): bigint {
  const seconds = BigInt(Math.floor(new Date(moment).getTime() / 1000));
  const [, fraction = ''] = /\.(\d+)/.exec(moment) ?? [];
  return seconds * 1_000_000_000n + BigInt(fraction.padEnd(9, '0').slice(0, 9));
}
