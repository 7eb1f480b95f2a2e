/**
 * What of the site can be opened in the bench: a topology, the start state of a lab or of a trouble's lab, or the
 * configurations that a page shows.
 */
export const benchKinds = ['topology', 'lab', 'trouble', 'page'] as const;
export type BenchKind = (typeof benchKinds)[number];

/** One of the site's own networks. */
export interface OwnNetwork {
  kind: BenchKind;
  name: string;
}

/** Answers the address, without the base URL, that opens one of the site's own networks in the bench. */
export const benchHref = (kind: BenchKind, name: string): string => `/bench#of=${kind}/${name}`;

/** Reads what follows the # of such an address. Answers undefined for any other. */
export function ownNetworkIn(fragment: string): OwnNetwork | undefined {
  const [, of, name] = /^#?of=([a-z]+)\/([a-z0-9-]{1,60})$/.exec(fragment) ?? [];
  const kind = benchKinds.find((each) => each === of);
  return kind && name !== undefined ? { kind, name } : undefined;
}

/** The name of one as words: `two-domains` is Two domains. */
export function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
