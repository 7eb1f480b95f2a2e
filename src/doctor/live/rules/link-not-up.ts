import type { LiveRule } from '../live-rule.ts';
import { messagePageOf } from '../message-pages.ts';
import { unconnected } from '../remotes-run.ts';
import { standingOf } from '../settled.ts';

/** Pages of the site whose trouble shows by these words of the server that dials. */
const troubles: [words: RegExp, page: string, remedy: string][] = [
  [
    /same cluster name/i,
    '/troubleshooting/same-cluster-name',
    'Give the leaf a cluster name of its own, or leave the cluster block out.',
  ],
  [
    /Loop detected/i,
    '/troubleshooting/messages/loop-detected',
    'Take out one of the links of the circle: messages would run around it for ever.',
  ],
  [
    /Credentials file/i,
    '/troubleshooting/leaf-without-credentials',
    'Put the credentials where the remote names them, and see that the server may read them.',
  ],
  [
    /Duplicate Remote/i,
    '/troubleshooting/messages/duplicate-remote-leafnode-connection',
    'Give each server a server_name of its own, and bind one account to one hub by one remote.',
  ],
];

/** A remote without a connection, with the last that its server said of it. */
export const linkNotUp: LiveRule = {
  id: 'link-not-up',
  severity: 'error',
  title: 'A leaf link does not come up',
  look: async (running) =>
    (await unconnected(running)).map(({ from, links, local, place }) => {
      const [link] = links;
      const to = link!.to;
      const about = {
        server: from,
        link: link!.name,
        ...(place && { place }),
      };
      const account = local === '$G' ? '' : ` for its account ${local}`;
      const standings = links.map((each) => standingOf(running, each));
      const ended = standings.find((each) => each.type === 'ended');
      if (ended) {
        const { text } = ended.error;
        const [, page = messagePageOf(text), remedy] =
          troubles.find(([words]) => words.test(text)) ?? [];
        return {
          ...about,
          ...(page && { page }),
          words: `${from} has no leaf connection to ${to}${account}. It says: ${text}`,
          remedy: remedy ?? 'Mend what it names, at the end that is at fault.',
        };
      }
      if (standings.some(({ type }) => type === 'slow' || type === 'up'))
        return {
          ...about,
          severity: 'warning' as const,
          page: '/troubleshooting/slow-link-never-connects',
          words: `${from} and ${to} exchange bytes, but have not agreed on a leaf connection${account} yet, and neither has given up.`,
          remedy:
            'Wait and look again. If it stays so, turn compression off at both ends, or allow more time by first_info_timeout and authorization.timeout.',
        };
      return {
        ...about,
        severity: 'warning' as const,
        words: `${from} has no leaf connection to ${to}${account}, and has not said why yet.`,
        remedy: `Look at the log of ${from} at level debug.`,
      };
    }),
};
