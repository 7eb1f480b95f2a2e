import type { LiveRule } from '../live-rule.ts';
import { placeWords } from '../places.ts';
import type { Reach } from '../reach.ts';

/** A domain that does not answer an account whose messages reach it. */
export const domainUnanswered: LiveRule = {
  id: 'domain-unanswered',
  severity: 'error',
  title: 'A domain does not answer where messages reach it',
  look: (_, reach) => {
    const { asked, domains, places } = reach;
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
        if (!first) return [];
        const without = places.find(
          ({ server, jetStream, system, ...place }) =>
            servers.includes(server) &&
            !system &&
            !jetStream &&
            (place === first.place ||
              reach.arrivals.some(
                ({ from, to, plain }) =>
                  from === first.place &&
                  to.server === server &&
                  to.account === place.account &&
                  plain,
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
            words: `A request to the domain ${domain} from ${placeWords(first.place)} ${heard}, though its messages reach ${servers.join(', ')}.${without ? ` ${placeWords(without)} may not use JetStream.` : ''}`,
            remedy: without
              ? `Write jetstream: enabled in ${placeWords(without)}.`
              : `See which rule keeps $JS.${domain}.API.> from crossing: deny_imports, deny_exports, or the permissions of the leaf's user.`,
          },
        ];
      });
  },
};

/** Whether messages of a place reach an account of one of these servers, and theirs reach it. */
const meets = ({ arrivals }: Reach, place: Reach['places'][number], servers: string[]): boolean =>
  servers.includes(place.server) ||
  arrivals.some(
    (there) =>
      there.from === place &&
      servers.includes(there.to.server) &&
      there.plain > 0 &&
      arrivals.some((back) => back.from === there.to && back.to === place && back.plain > 0),
  );
