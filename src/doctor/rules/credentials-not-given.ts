import { namedFiles } from '../../lab/derive/named-files.ts';
import { linkOf, remotesOf } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { hasStandIn } from '../stand-ins.ts';
import { listed } from '../words.ts';

/**
 * Tried on 2.15.2: the server starts, and tries again and again with `Error reading LeafNode Remote Credentials file`.
 * Files of the machine are not looked at.
 */
export const credentialsNotGiven: Rule = {
  id: 'credentials-not-given',
  severity: 'error',
  title: 'The credentials that a remote names were not given',
  page: '/troubleshooting/messages/error-reading-leafnode-remote-credentials',
  *look(network) {
    for (const server of network.confs.values()) {
      const remotes = new Map(remotesOf(network, server).map((each) => [each.block, each]));
      for (const { path, use, place, scalar, given } of namedFiles(server, network.files)) {
        if (use !== 'credentials' || given || hasStandIn(network, server, path)) continue;
        const remote = remotes.get(scalar.block);
        if (!remote) continue;
        const { to, dials } = remote;
        const [hub] = to;
        const hosts = listed([...new Set(dials.map(({ host }) => host))]);
        yield {
          server: server.name,
          ...(hub ? linkOf(network, server.name, hub.name) : { severity: 'warning' }),
          place,
          words: `The credentials ${path} were not given. Without them ${server.name} has no link to ${hub?.name ?? hosts}.`,
          remedy: hub
            ? 'Give that file too, or have it made for this run by --stand-ins.'
            : `Give that file too, or see that it is on the machine of ${server.name}: ${hosts} is not part of what runs here.`,
        };
      }
    }
  },
};
