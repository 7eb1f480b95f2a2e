import type { Dial } from '../lab/derive/server-conf.ts';
import { dialsOf, isOwnMachine, type Part } from './part.ts';

/** How hosts lead to servers on a network of their own. */
interface HostPlan {
  /** More names of a server, by its own. */
  aliases: Map<string, string[]>;
  /** The host of a dial that cannot be a name on that network, or that means several servers. */
  rewritten: Map<Dial, string>;
}

/**
 * Plans by which names servers are dialled: as their configurations write it, where that can be a name; otherwise by
 * the name of the server.
 */
export function hostPlan(
  parts: readonly Part[],
  nameOf: (server: string) => string | undefined,
): HostPlan {
  const dials = parts.flatMap(dialsOf);
  const meant = new Map<string, Set<string>>();
  for (const { host, to } of dials)
    meant.set(host, (meant.get(host) ?? new Set()).add(to.toSorted().join('\n')));
  const own = new Set(parts.map(({ name }) => name));
  const aliases = new Map<string, string[]>();
  const rewritten = new Map<Dial, string>();
  for (const dial of dials) {
    const { host, to } = dial;
    const there = to.filter((server) => nameOf(server) !== undefined);
    const [first] = there;
    if (first === undefined || there.some((server) => nameOf(server) === host)) continue;
    const canBeName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host) && /[a-z]/i.test(host);
    if (!canBeName || isOwnMachine(host) || own.has(host) || meant.get(host)!.size > 1)
      rewritten.set(dial, nameOf(first)!);
    else
      for (const server of there)
        aliases.set(server, [...new Set([...(aliases.get(server) ?? []), host])]);
  }
  return { aliases, rewritten };
}
