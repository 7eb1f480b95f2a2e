import type { LiveRule } from '../live-rule.ts';
import { accountWords, type AccountAt } from '../accounts-at.ts';
import type { Reach } from '../reach.ts';

/** A domain that does not answer an account whose messages reach it. */
export const domainUnanswered: LiveRule = {
  id: 'domain-unanswered',
  severity: 'error',
  title: 'A domain does not answer where messages reach it',
  causes: ['account-without-jetstream', 'denied-subjects'],
  look: (_, reach) => {
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
        const heard = told
          ? `is refused: ${told}`
          : first.outcome === 'silent'
            ? 'gets no answer at all'
            : 'has no responders';
        return [
          {
            server: first.place.server,
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
