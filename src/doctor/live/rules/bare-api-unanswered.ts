import { accountWords } from '../accounts-at.ts';
import type { LiveRule } from '../live-rule.ts';

/** A server without JetStream of its own, whose clients reach that of another only by its domain. */
export const bareApiUnanswered: LiveRule = {
  id: 'bare-api-unanswered',
  severity: 'note',
  title: 'Clients must name a domain',
  page: '/troubleshooting/leaf-without-jetstream-503',
  look: (_, { asked, domains }) =>
    asked.flatMap(({ place, domain, outcome }) => {
      if (domain !== undefined || outcome !== 'unwanted' || domains.has(place.server)) return [];
      const there = asked.flatMap((each) =>
        each.place === place && each.outcome === 'answered' && each.domain ? [each.domain] : [],
      );
      if (there.length === 0) return [];
      return [
        {
          server: place.server,
          words: `${place.server} has no JetStream: a client of ${accountWords(place)} that names no domain is told that nobody answers (503). By its domain it reaches ${there.join(', ')}.`,
          remedy: `Have clients name the domain${there.length === 1 ? ` (--js-domain ${there[0]})` : ''}, or map $JS.API.> to it.`,
        },
      ];
    }),
};
