import type { LiveRule } from '../live-rule.ts';
import { accountWords, type AccountAt } from '../accounts-at.ts';
import type { Reach } from '../reach.ts';
import { listed } from '../../words.ts';

/** A domain that does not answer an account whose messages reach it. */
export const domainUnanswered: LiveRule = {
  id: 'domain-unanswered',
  severity: 'error',
  title: 'A domain does not answer where messages reach it',
  causes: ['account-without-jetstream', 'denied-subjects'],
  look: ({ topology }, reach) => {
    const { asked, domains, places, leaderless } = reach;
    return [...new Set(domains.values())]
      .filter((domain) => domain !== '')
      .flatMap((domain) => {
        const servers = [...domains].filter(([, of]) => of === domain).map(([name]) => name);
        const failed = asked.filter(
          (each) =>
            each.domain === domain &&
            (each.outcome !== 'answered' || each.answers.every(({ error }) => error)) &&
            meets(reach, each.place, servers),
        );
        const [first] = failed;
        // Without a leader of its metadata a cluster answers nobody: that is another rule's to say.
        if (!first || servers.some((server) => leaderless.has(server))) return [];
        const without = places.find(
          (place) =>
            servers.includes(place.server) &&
            !place.system &&
            !place.jetStream &&
            (place === first.place ||
              reach.arrivals.some(
                ({ from, to, plain }) => from === first.place && to === place && plain > 0,
              )),
        );
        const told = first.answers[0]?.error;
        // What is denied on the only way there is the cause: by the link the two are known to be one.
        const ways = topology.links.filter(
          ({ from, to }) =>
            [from, to].includes(first.place.server) &&
            servers.some((server) => server !== first.place.server && [from, to].includes(server)),
        );
        const about = { server: first.place.server };
        if (told && notEnabled.test(told)) {
          const lacking = lackingIn(reach, first.place, servers);
          return [
            {
              ...about,
              page: '/troubleshooting/account-without-jetstream',
              words: `A request to the domain ${domain} from ${accountWords(first.place)} is refused: ${told}.${lacking && ` ${lacking}.`}`,
              remedy: `Define the account with jetstream: enabled on each server of the domain: ${listed(servers)}.`,
            },
          ];
        }
        const heard = told
          ? `is refused: ${told}`
          : first.outcome === 'silent'
            ? 'gets no answer at all'
            : 'has no responders';
        return [
          {
            ...about,
            ...(!without && ways.length === 1 && { link: ways[0]!.name }),
            ...(without && { page: '/troubleshooting/account-without-jetstream' }),
            words: `A request to the domain ${domain} from ${accountWords(first.place)} ${heard}, though its messages reach ${servers.join(', ')}.${without ? ` ${accountWords(without)} may not use JetStream.` : ''}`,
            remedy: without
              ? `Write jetstream: enabled in ${accountWords(without)}.`
              : `See which rule keeps $JS.${domain}.API.> from crossing: deny_imports, deny_exports, or the permissions of the leaf's user.`,
          },
        ];
      });
  },
};

const notEnabled = /not enabled for account/i;

/** Which of some servers have no JetStream for the account that a place reaches there, or not the account at all. */
function lackingIn({ places, arrivals }: Reach, from: AccountAt, servers: string[]): string {
  const reached = new Set(
    [from, ...arrivals.flatMap((each) => (each.from === from ? each.to : []))].flatMap((place) =>
      servers.includes(place.server) ? place.label : [],
    ),
  );
  const lacks = [...reached].flatMap((label) =>
    servers.flatMap((server) => {
      const there = places.find((place) => place.server === server && place.label === label);
      if (there?.jetStream) return [];
      return there
        ? `${accountWords(there)} may not use JetStream`
        : `${server} has no account ${label}`;
    }),
  );
  return listed(lacks);
}

/** Whether messages of a place reach an account of one of these servers, and theirs reach it. */
const meets = ({ arrivals }: Reach, place: AccountAt, servers: string[]): boolean =>
  servers.includes(place.server) ||
  arrivals.some(
    (there) =>
      there.from === place &&
      servers.includes(there.to.server) &&
      there.plain > 0 &&
      arrivals.some((back) => back.from === there.to && back.to === place && back.plain > 0),
  );
