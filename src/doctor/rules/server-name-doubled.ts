import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { clustersOf } from '../groups.ts';
import type { Found, Rule } from '../rule.ts';
import { placeOf, valueAt } from '../settings.ts';
import { waysOf } from '../ways.ts';

/**
 * Tried on 2.15.2: two leaves of one name at one hub and account throw each other out (`Duplicate Remote LeafNode
 * Connection`), members of a cluster refuse each other (`Duplicate Server Name`). Others stay: two leaves in two accounts, and a leaf and its hub.
 */
export const serverNameDoubled: Rule = {
  id: 'server-name-doubled',
  severity: 'error',
  title: 'Two servers have one name',
  page: '/troubleshooting/messages/duplicate-remote-leafnode-connection',
  *look(network) {
    const told = new Set<ServerConf>();
    const ways = waysOf(network);
    for (const [at, { remote, hub, there, account }] of ways.entries()) {
      const other = ways
        .slice(0, at)
        .find(
          (each) =>
            each.remote.from !== remote.from &&
            each.there === there &&
            each.account === account &&
            each.remote.from.serverName !== undefined &&
            each.remote.from.serverName === remote.from.serverName,
        );
      if (!other || told.has(remote.from)) continue;
      told.add(remote.from);
      yield found(
        remote.from,
        other.remote.from,
        `${hub.name} keeps one of them at a time, and they throw each other out every second.`,
      );
    }
    for (const members of clustersOf(network))
      for (const [at, member] of members.entries()) {
        const other = members.slice(0, at).find((each) => each.serverName === member.serverName);
        if (!other || member.serverName === undefined || told.has(member)) continue;
        told.add(member);
        yield found(member, other, 'As members of a cluster they refuse each other’s routes.');
      }
    const named = [...network.confs.values()].filter(({ serverName }) => serverName !== undefined);
    for (const [at, server] of named.entries()) {
      const other = named.slice(0, at).find(({ serverName }) => serverName === server.serverName);
      if (!other || told.has(server)) continue;
      yield {
        ...found(
          server,
          other,
          'They run, but logs, lists and reports name them alike, and as leaves of one account of one hub they would throw each other out.',
        ),
        severity: 'warning',
      };
    }
  },
};

const found = (server: ServerConf, other: ServerConf, comes: string): Found => ({
  server: server.name,
  place: placeOf(server, valueAt(server, 'server_name')),
  words: `${other.path} and ${server.path} both name their server ${server.serverName!}. ${comes}`,
  remedy: `If the two files are variants of one server, check with one of them alone. Otherwise give each server a name of its own: without server_name a server takes its id, which no other has.`,
});
