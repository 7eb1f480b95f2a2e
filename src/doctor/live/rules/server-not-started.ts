import type { LiveRule } from '../live-rule.ts';
import { messagePageOf } from '../message-pages.ts';
import type { Running } from '../running.ts';

/** The end of what a server says of a mistake in its configuration: the file, the line, and the place in it. */
const at = /(?:^|\s)(\S+):(\d+):\d+:/;

/** An unknown key may be one of any block; the page that has these words is about one block alone. */
const isOfAnotherBlock = /unknown field/;

/** A server that does not start, in its own words. */
export const serverNotStarted: LiveRule = {
  id: 'server-not-started',
  severity: 'error',
  title: 'A server does not start',
  causes: [
    'file-not-given',
    'variable-not-given',
    'no-auth-user-unknown',
    'local-account-missing',
    'websocket-without-tls',
    'jetstream-cluster-incomplete',
    'mixed-urls',
    'remote-doubled',
    'one-machine',
  ],
  look: (running) =>
    running.topology.servers.flatMap(({ name: server }) => {
      const state = running.server(server);
      if (state.type !== 'failed') return [];
      const page = isOfAnotherBlock.test(state.reason) ? undefined : messagePageOf(state.reason);
      return [
        {
          server,
          ...placeIn(running, server, state.reason),
          ...(page && { page }),
          words: `${server} does not start. ${server} says: ${state.reason}`,
          remedy: 'Mend what it names; the line is that of the configuration.',
        },
      ];
    }),
};

/** The place that the words of a server name, in the file that a person gave. */
function placeIn({ derived, config }: Running, server: string, reason: string) {
  const conf = derived.confs.get(server);
  const line = Number(at.exec(reason)?.[2] ?? 0);
  if (!conf || line === 0) return {};
  const start = config(server)
    .split('\n')
    .slice(0, line - 1)
    .join('\n').length;
  return { place: conf.placeOf(Math.min(start + 1, conf.text.length - 1)) };
}
