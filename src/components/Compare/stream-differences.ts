import type { Feed, Place, StreamView } from '../../lab/monitoring/places.ts';

/** What differs between the streams of two labs on one topology, as sentences; none if nothing does. */
export function streamDifferences(mine: readonly Place[], other: readonly Place[]): string[] {
  const [a, b] = [streamsOf(mine), streamsOf(other)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((key) => {
    const [one, two] = [a.get(key), b.get(key)];
    const words = `${(one ?? two)!.name} at ${(one ?? two)!.at}`;
    if (!two) return [`Only yours has the stream ${words}.`];
    if (!one) return [`Only the solution has the stream ${words}.`];
    return settings(one, two).map((difference) => `${words}: ${difference}`);
  });
}

interface Found extends StreamView {
  at: string;
}

const streamsOf = (places: readonly Place[]): Map<string, Found> =>
  new Map(
    places.flatMap(({ name: at, streams }) =>
      streams.map((stream) => [`${at} ${stream.account} ${stream.name}`, { ...stream, at }]),
    ),
  );

/** Not how many messages there are: how often something was published is each reader's own. */
function settings(mine: Found, other: Found): string[] {
  const durable = ({ consumers }: Found) =>
    consumers.filter((one) => one.durable).map(({ name, filters }) => [name, ...filters].join(' '));
  return [
    differ('its subjects', mine.subjects, other.subjects),
    differ('what it copies', mine.feeds.map(feedWords), other.feeds.map(feedWords)),
    differ('its consumers, with their filters', durable(mine), durable(other)),
  ].flat();
}

const feedWords = ({ kind, origin, api, filter }: Feed): string =>
  [kind, origin, ...(api ? [`over ${api}`] : []), ...(filter ? [`of ${filter}`] : [])].join(' ');

function differ(what: string, mine: readonly string[], other: readonly string[]): string[] {
  const [a, b] = [mine, other].map((each) => [...each].sort().join(', ') || 'none');
  return a === b ? [] : [`${what} are ${a} in yours, and ${b} in the solution.`];
}
