import { feedLines } from '../../../lab/monitoring/feeds.ts';
import { jszOf, streamsIn, type HeldStream } from '../../../lab/monitoring/jsz.ts';
import {
  placesOf,
  type Feed,
  type Place,
  type StreamView,
} from '../../../lab/monitoring/places.ts';
import type { LiveRule } from '../live-rule.ts';
import type { Reach } from '../reach.ts';
import type { Running } from '../running.ts';
import type { Found } from '../../rule.ts';

/** How long a copy may take to hear of its origin once all else is as it has to be, in milliseconds. */
const patience = 3000;

const ownApi = /^\$JS\.([^.]+)\.API$/;

/** A mirror or a source that has never heard of its origin, or that no longer gets on. */
export const copyNotHeard: LiveRule = {
  id: 'copy-not-heard',
  severity: 'error',
  title: 'A mirror or a source gets nothing',
  look: async (running, reach) => {
    const end = Date.now() + patience;
    for (;;) {
      const places = await streamsOf(running);
      const found = places.flatMap((place) =>
        place.streams.flatMap((copy) =>
          copy.feeds.flatMap((feed) => judged(reach, places, place, copy, feed) ?? []),
        ),
      );
      const isWaiting = found.some(({ remedy }) => remedy === soon);
      if (!isWaiting || Date.now() > end)
        return found.map((each) =>
          each.remedy === soon
            ? {
                ...each,
                severity: 'warning',
                remedy: 'Look at the log of its server: it retries every few seconds.',
              }
            : each,
        );
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  },
};

/** Marks what may be so only because a copy has just begun. */
const soon = 'soon';

/** The streams of a network, by the JetStream that keeps them. */
function streamsOf({ topology, host, server }: Running): Promise<Place[]> {
  const states = Object.fromEntries(topology.servers.map(({ name }) => [name, server(name)]));
  return placesOf(host, topology, states);
}

function judged(
  { asked }: Reach,
  places: readonly Place[],
  place: Place,
  copy: StreamView,
  { kind, origin, api, heard, error }: Feed,
): Found | undefined {
  const says = (words: string, remedy: string, page?: string): Found => ({
    server: copy.server,
    words: `${copy.name} at ${place.name} ${kind === 'mirror' ? 'mirrors' : 'sources'} ${origin}${api ? ` by ${api}` : ''}, and ${words}`,
    remedy,
    ...(page && { page: `/troubleshooting/${page}` }),
  });
  if (/flow control/.test(error ?? ''))
    return says(
      'is stalled on flow control: its “go on” does not reach the other side.',
      'Export and import the service $JS.FC.> between the two accounts as well.',
      'mirror-stalls',
    );
  if (heard !== undefined && error === undefined) return undefined;
  const has = (there: Place) =>
    there.streams.some(({ id, name }) => name === origin && id !== copy.id);
  const domain = api === undefined ? undefined : ownApi.exec(api)?.[1];
  if (domain !== undefined && domain === place.domain)
    return says(
      `has never heard of it: ${domain} is its own domain, and a server’s own request for its own domain finds nobody.`,
      'Leave the domain out: it is for origins in another one.',
      'source-with-its-own-domain',
    );
  if (api === undefined && !has(place)) {
    const elsewhere = places.filter(has).map((there) => there.domain ?? there.name);
    return says(
      `has never heard of it: there is no such stream beside it.${elsewhere.length > 0 ? ` There is one in the domain ${elsewhere.join(', ')}.` : ''}`,
      elsewhere.length > 0
        ? `Name the domain of the origin: --${kind}-domain ${elsewhere[0]!}.`
        : `Make ${origin}, or name the domain in which it is.`,
      elsewhere.length > 0 ? 'mirror-without-the-other-side' : undefined,
    );
  }
  if (domain !== undefined) {
    const there = places.filter((each) => each.domain === domain);
    if (there.length === 0)
      return says(
        `has never heard of it: no JetStream here has the domain ${domain}.`,
        'Name a domain that there is.',
      );
    if (!there.some(has))
      return says(
        `has never heard of it: there is no stream ${origin} in the domain ${domain}.`,
        'Make it there, or name the domain in which it is.',
      );
    const answer = asked.find(
      (each) =>
        each.domain === domain &&
        place.servers.includes(each.place.server) &&
        each.place.account === copy.account,
    );
    if (answer && answer.outcome !== 'answered')
      return says(
        `has never heard of it: the domain ${domain} does not answer from there.`,
        'See why the domain does not answer.',
      );
  }
  return says(
    error ? `is refused: ${error}` : 'has not heard of it yet.',
    error ? 'Mend what it names.' : soon,
  );
}

/** A copy that has dropped messages since it knew their ids already. */
export const copyDropsIds: LiveRule = {
  id: 'copy-drops-known-ids',
  severity: 'warning',
  title: 'A copy drops messages whose ids it has seen',
  page: '/troubleshooting/source-drops-known-ids',
  look: async (running) => {
    const places = await streamsOf(running);
    const held = new Map<string, HeldStream[]>();
    for (const { servers } of places)
      for (const name of servers)
        if (running.server(name).type === 'running')
          held.set(name, streamsIn(await jszOf(running.host, name)));
    const lines = feedLines(places, running.topology.links);
    const all = places.flatMap(({ streams }) => streams);
    return all.flatMap((copy): Found[] => {
      const detail = held
        .get(copy.server)
        ?.find(({ account, name }) => account === copy.account && name === copy.name);
      const { duplicate_window: window = 0, sources = [] } = detail?.config ?? {};
      const isWhole = sources.every(
        ({ filter_subject: filter, opt_start_seq: seq, opt_start_time: time }) =>
          !filter && !seq && !time,
      );
      const feeding = lines.filter(({ to }) => to === copy.id);
      const isDone = copy.feeds.every(
        ({ lag, heard, error }) => lag === 0 && heard !== undefined && !error,
      );
      if (window === 0 || sources.length < 2 || !isWhole || !isDone) return [];
      if (feeding.length < sources.length) return [];
      const there = feeding.map(({ from }) => all.find(({ id }) => id === from)!.messages);
      const sum = there.reduce((total, each) => total + each, 0);
      if (copy.lastSeq >= sum) return [];
      return [
        {
          server: copy.server,
          words: `${copy.name} has taken ${copy.lastSeq} of the ${sum} messages of its ${sources.length} sources, and says that it lacks none: it drops messages whose Nats-Msg-Id it has seen from another. If those are not the same messages, they are lost in it.`,
          remedy:
            'Take its duplicate window away (--dupe-window 0s), or make ids unique for each source.',
        },
      ];
    });
  },
};
