import { remotesIn } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf } from '../settings.ts';

/** Tried on 2.15.2: the server ends with `remote leaf node configuration cannot have a mix of websocket and non-websocket urls`. */
export const mixedUrls: Rule = {
  id: 'mixed-urls',
  severity: 'error',
  title: 'One remote has WebSocket URLs and others',
  page: '/troubleshooting/messages/mix-of-websocket-and-non-websocket-urls',
  *look(network) {
    for (const { from, dials } of remotesIn(network)) {
      const [first] = dials;
      const other = dials.find(({ webSocket }) => webSocket !== first.webSocket);
      if (!other) continue;
      yield {
        server: from.name,
        place: placeOf(from, other.url),
        words: `This remote of ${from.name} has WebSocket URLs and others. The server does not start.`,
        remedy:
          'Keep URLs of one kind in a remote. Two remotes to one hub for one account are no way out: they would throw each other out.',
      };
    }
  },
};
