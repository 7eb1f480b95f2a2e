/** The releases of nats-server on which something is so: all, if none is named. */
export interface Releases {
  /** The first of them: `2.12.7`, `2.14`, or `2.14.8 and 2.15.1` where two lines got it, each at its own time. */
  since?: string | undefined;
  /** The first on which it is so no more, written as `since`. */
  before?: string | undefined;
}

/** Whether something is so on a release. */
export const isOn = ({ since, before }: Releases, release: string): boolean =>
  isSince(since, release) && (before === undefined || !isSince(before, release));

/** Names the releases for a reader; empty if they are all. */
export const releaseWords = ({ since, before }: Releases): string =>
  [since && `From nats-server ${since} on`, before && `Before nats-server ${before}`]
    .filter(Boolean)
    .join('. ');

/** The numbers of a release: 2.14 is `[2, 14]`. */
const numbersOf = (release: string) => release.trim().split('.').map(Number);

/** Orders releases; 2.14 counts as 2.14.0. */
function compare(a: readonly number[], b: readonly number[]): number {
  const at = [0, 1, 2].find((part) => (a[part] ?? 0) !== (b[part] ?? 0));
  return at === undefined ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

const lineOf = (release: readonly number[]) => release.slice(0, 2);

function isSince(since: string | undefined, release: string): boolean {
  if (since === undefined) return true;
  const at = numbersOf(release);
  const firsts = since.split(/,? and |, /).map(numbersOf);
  // The first of its own line counts, else that of the line before.
  const before = firsts.filter((first) => compare(lineOf(first), lineOf(at)) <= 0);
  const first = before.sort(compare).at(-1);
  return first !== undefined && compare(first, at) <= 0;
}
