import type { LinkSpec } from '../../lab/topology/topology.ts';
import type { Running } from './running.ts';

/** The keys under which a user's permissions list what it may hear: a leaf hears what its hub sends it. */
const hears = /\n(subscribe|sub|import)(\n(allow|only))?$/;

/**
 * A subject, wildcards and all, on which a leaf is asked whose user may answer, as the hub's configuration lists it.
 * Undefined where the user is not limited so, or may hear no subject with a wildcard: one without may have real clients.
 */
export function permittedSubject(
  { derived }: Running,
  { from, to }: LinkSpec,
  remote: string,
): string | undefined {
  const dialled = derived.confs
    .get(from)
    ?.dials.filter((dial) => dial.kind === 'leaf' && dial.to.includes(to));
  const hub = derived.confs.get(to);
  if (!hub || !dialled) return undefined;
  const users = dialled.flatMap(({ user }) => user ?? []);
  const blocks = hub.conf.scalars
    .filter(({ key, text }) => /^user(name)?$/.test(key) && users.includes(text))
    .map(({ block }) => block);
  const isWithin = (at: { start: number; end: number }) =>
    blocks.some((block) => block.start <= at.start && at.end <= block.end);
  const mayAnswer = hub.conf.keys.some(
    ({ path, start, end }) => /^allow_responses?$/.test(path.at(-1)!) && isWithin({ start, end }),
  );
  if (!mayAnswer) return undefined;
  const permitted = hub.conf.scalars.filter(
    (scalar) =>
      isWithin(scalar) &&
      scalar.block.path.some((key) => /^permissions?$/.test(key)) &&
      hears.test(`\n${[...scalar.block.path, scalar.key].join('\n')}`) &&
      /(^|\.)[*>]$/.test(scalar.text) &&
      !/^[$_>*]/.test(scalar.text),
  );
  return hub.users.some(({ account }) => account === remote) ? permitted[0]?.text : undefined;
}
