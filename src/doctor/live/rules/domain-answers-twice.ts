import { accountWords, type AccountAt } from '../accounts-at.ts';
import type { LiveRule } from '../live-rule.ts';
import { remotesRun, type RemoteRun } from '../remotes-run.ts';
import { listed } from '../../words.ts';
import type { Reach } from '../reach.ts';
import type { Running } from '../running.ts';

/** A request for JetStream that more than one JetStream does: a stream is then made twice. */
export const domainAnswersTwice: LiveRule = {
  id: 'domain-answers-twice',
  severity: 'error',
  title: 'Two JetStreams answer one request',
  causes: ['same-domain', 'api-left-open'],
  look: (running, reach) => {
    const { asked, domains, arrivals } = reach;
    // Where each message comes twice, so does each request: that is another rule's to say.
    const doubled = ({ place }: (typeof asked)[number]) =>
      arrivals.some(({ from, to, plain }) => plain > 1 && (from === place || to === place));
    const found = asked.filter((each) => each.answers.length > 1 && !doubled(each));
    const keys = [...new Set(found.map(({ domain }) => domain))];
    return keys.map((domain) => {
      const from = found.filter((each) => each.domain === domain);
      const [first] = from;
      const servers = [...domains].filter(([, of]) => of === (domain ?? '')).map(([name]) => name);
      const request = `A request to ${domain === undefined ? 'the bare $JS.API' : `the domain ${domain}`} from ${accountWords(first!.place)}`;
      const into = servers.length === 1 ? waysInto(running, reach, first!.place, servers[0]!) : [];
      if (into.length > 1) {
        const { from: leaf, place, dials } = into[1]!;
        const logins = new Set(into.map(({ dials: [dial] }) => dial!.credentials ?? dial!.user));
        const login = dials[0]!.credentials ? 'credentials' : 'login';
        return {
          server: leaf,
          place,
          page: '/troubleshooting/everything-twice',
          words: `This remote binds a second account of ${leaf} to ${accountWords(first!.place)}: ${listed(into.map(({ local }) => local))} ${into.length === 2 ? 'both' : 'all'} join it${logins.size === 1 ? `, since their remotes have the same ${login}` : ''}. What one of them publishes reaches the other. ${request} is answered ${first!.answers.length} times, and a stream is made in each.`,
          remedy: `Give this remote the ${login} of another account of ${first!.place.server}: the login decides the account there.`,
        };
      }
      const ways = servers.length < 2 ? waysOfOne(running, first!.place, servers) : undefined;
      if (ways)
        return {
          server: first!.place.server,
          place: ways[1]!.place,
          page: '/troubleshooting/everything-twice',
          words: `${request} is answered ${first!.answers.length} times: ${ways.length} remotes join it with as many accounts of ${servers.join(', ')}, and each does what is asked. A stream is made in each.`,
          remedy: `Bind another account of ${first!.place.server} in one of the remotes, by account: NAME.`,
        };
      const others = from.length > 1 ? ` (and at ${from.length - 1} more places)` : '';
      return {
        server: first!.place.server,
        page:
          domain === undefined
            ? '/troubleshooting/two-jetstreams-answer'
            : '/troubleshooting/same-domain-on-hub-and-leaves',
        words: `${request}${others} is answered ${first!.answers.length} times${servers.length > 1 ? `: ${servers.join(' and ')} all take it for theirs` : ''}. Each of them does what is asked, so a stream is made more than once.`,
        remedy: 'Give each JetStream that is not one cluster a domain of its own.',
      };
    });
  },
};

/** The remotes by which an account reaches one JetStream in several accounts of that, where there are several. */
function waysOfOne(
  running: Running,
  { server, label }: AccountAt,
  servers: readonly string[],
): RemoteRun[] | undefined {
  const ways = remotesRun(running, server).filter(
    ({ local, links }) => local === label && links.some(({ to }) => servers.includes(to)),
  );
  return ways.length > 1 ? ways : undefined;
}

/** The remotes of a server by which several of its accounts join one account of another, each account once. */
function waysInto(
  running: Running,
  { bindings }: Reach,
  { server, account }: AccountAt,
  from: string,
): RemoteRun[] {
  const { servers } = running.topology;
  const clusterOf = (name: string) => servers.find((each) => each.name === name)?.cluster ?? name;
  const bound = new Set(
    bindings
      .filter(({ link, remote }) => link.from === from && remote === account)
      .filter(({ link }) => clusterOf(link.to) === clusterOf(server))
      .map(({ local }) => local),
  );
  return remotesRun(running, from).filter(
    ({ localKey, links }) =>
      links.some(({ to }) => clusterOf(to) === clusterOf(server)) && bound.delete(localKey),
  );
}
