import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { grouped } from '../../lab/conf/in-order.ts';
import { clustersOf, hasUnknownRoutes } from '../groups.ts';
import { hasJetStream } from '../jetstream.ts';
import type { Rule } from '../rule.ts';
import { placeOf, valueAt, valuesAt } from '../settings.ts';
import { listed } from '../words.ts';

/** The replicas of a stream that most systems want. */
const usual = 3;

/**
 * Tried on 2.15.2: of three members with `unique_tag: az`, two have the tag `az:b`. A stream of three replicas is refused
 * (`no suitable peers for placement, server tag not unique`); one of two is placed. Read there: of each
 * member its first tag with that beginning counts, and one without any takes no stream.
 */
export const uniqueTagShared: Rule = {
  id: 'unique-tag-shared',
  severity: 'warning',
  title: 'Members of a cluster share the tag that is to be unique',
  *look(network) {
    for (const cluster of clustersOf(network)) {
      const members = cluster.filter(hasJetStream);
      if (cluster.some((each) => hasUnknownRoutes(network, each) || isUnknown(each))) continue;
      const told = new Set<string>();
      for (const member of members) {
        const prefix = prefixOf(member);
        if (!prefix || told.has(prefix)) continue;
        told.add(prefix);
        const byTag = grouped(members, (each) =>
          tagsOf(each).find((tag) => tag.startsWith(prefix)),
        );
        const without = (byTag.get(undefined) ?? []).map(({ name }) => name);
        byTag.delete(undefined);
        const needed = Math.min(usual, members.length);
        if (byTag.size >= needed) continue;
        const shared = [...byTag]
          .filter(([, of]) => of.length > 1)
          .map(([tag, of]) => `${listed(of.map(({ name }) => name))} share ${tag}`);
        const lacking = `${listed(without)} ${without.length === 1 ? 'has' : 'have'} none`;
        yield {
          server: member.name,
          place: placeOf(member, valueAt(member, 'jetstream.unique_tag')),
          ...(byTag.size === 0 && { severity: 'error' as const }),
          words: `No two replicas of a stream may be on servers with the same tag ${prefix}…, and ${listed([...shared, ...(without.length > 0 ? [lacking] : [])])}. ${byTag.size === 0 ? 'No stream' : `No stream of ${byTag.size === 1 ? 'several' : needed} replicas`} can be placed.`,
          remedy: `Give each member a tag of its own that begins with ${prefix} in server_tags, or remove unique_tag.`,
        };
      }
    }
  },
};

/** The beginning of the tags that are to be unique, as the server reads it. */
const prefixOf = (server: ServerConf): string | undefined =>
  valueAt(server, 'jetstream.unique_tag')?.text.trim().toLowerCase();

const tagsOf = (server: ServerConf): string[] =>
  valuesAt(server, 'server_tags').map(({ text }) => text.trim().toLowerCase());

/** Whether tags come from an environment that was not given. */
const isUnknown = (server: ServerConf): boolean =>
  valuesAt(server, 'server_tags').some(({ reference, type }) => reference && type === undefined);
