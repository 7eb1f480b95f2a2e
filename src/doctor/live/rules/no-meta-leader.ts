import { listed } from '../../words.ts';
import type { LiveRule } from '../live-rule.ts';

/** A clustered JetStream without a leader of its metadata: it makes and finds no stream. */
export const noMetaLeader: LiveRule = {
  id: 'no-meta-leader',
  severity: 'error',
  title: 'A clustered JetStream has no leader',
  page: '/troubleshooting/no-meta-leader',
  causes: [
    'extension-without-system',
    'gateway-name-differs',
    'jetstream-cluster-incomplete',
    'routes-incomplete',
  ],
  look: ({ host, derived, topology }, { leaderless, bindings, places }) =>
    Promise.all(
      [...leaderless].map(async (name) => {
        const { meta_cluster: meta } = await host.monitor(name, 'jsz');
        const system = places.find((place) => place.server === name && place.system)?.account;
        const hub = bindings.find(({ link }) => link.from === name)?.link.to;
        const isJoined = bindings.some(({ link, local }) => link.from === name && local === system);
        if (hub !== undefined && !isJoined)
          return {
            server: name,
            words: `The JetStream of ${name} knows no leader: it is to extend the domain of ${hub}, and no remote joins their system accounts.`,
            remedy: `Give ${name} a remote for its system account, or, if its JetStream is to be its own, a domain of its own.`,
          };
        const needed = `${meta?.quorum_needed ?? 'More'} of ${meta?.cluster_size ?? 'its'} members must agree on a leader of the JetStream of ${name}`;
        const { dials = [], gateways = [] } = derived.confs.get(name) ?? {};
        const written = dials.filter(({ kind }) => kind === 'route');
        const beyond = gateways.flatMap(({ to }) => to);
        const others = [...new Set([...written.flatMap(({ to }) => to), ...beyond])];
        const absent = others.filter((to) => topology.servers.every((each) => each.name !== to));
        if (absent.length > 0)
          return {
            server: name,
            severity: 'note' as const,
            words: `${needed}, and ${absent.join(', ')} ${absent.length === 1 ? 'was' : 'were'} not given: its domain does not answer here.`,
            remedy: 'Give the configurations of all members to have it tried.',
          };
        const { routes } = await host.monitor(name, 'routez');
        const joined = new Set((routes ?? []).map(({ remote_name: other }) => other ?? ''));
        const [first] = written;
        const place = first && derived.confs.get(name)!.placeOf(first.url.start);
        if (beyond.length > 0)
          return {
            server: name,
            ...(place && { place }),
            words: `${needed}, and its routes${joined.size > 0 ? ` to ${listed([...joined])}` : ''} and its gateways to ${listed([...new Set(beyond)])} bring too few together. It makes and finds no stream.`,
            remedy: `See in the log of ${name} which gateway or route does not come up, and mend that.`,
          };
        if (first && written.every(({ to }) => to.length === 0))
          return {
            server: name,
            place: place!,
            words: `${needed}, and its routes lead to itself alone. It waits for another member, for ever, and makes and finds no stream.`,
            remedy: `Remove the cluster block, if ${name} is to be a single server. Else write a route to each other member.`,
          };
        return {
          server: name,
          ...(place && { place }),
          words: `${needed}, and it has ${joined.size > 0 ? `routes to ${[...joined].join(', ')} alone` : 'no route to any'}. It makes and finds no stream.`,
          remedy: 'Give each member the routes to all others, and see that they run.',
        };
      }),
    ),
};
