import type { LiveRule } from '../live-rule.ts';
import { accountWords } from '../accounts-at.ts';

/** The bare `$JS.API` at a server with JetStream of its own, answered by another one. */
export const bareApiElsewhere: LiveRule = {
  id: 'bare-api-elsewhere',
  severity: 'warning',
  title: 'The bare $JS.API leads to another server',
  page: '/troubleshooting/stream-in-the-wrong-domain',
  look: (_, { asked, domains }) =>
    asked.flatMap(({ place, domain, answers }) => {
      const own = domains.get(place.server);
      const [answer] = answers;
      if (domain !== undefined || own === undefined || answers.length !== 1) return [];
      const there = answer!.domain ?? '';
      if (there === own || answer!.error !== undefined) return [];
      return [
        {
          server: place.server,
          words: `A client of ${accountWords(place)} that names no domain is answered by ${there ? `the domain ${there}` : 'a JetStream without a domain'}, though ${place.server} has a JetStream of its own${own ? ` (${own})` : ''}.`,
          remedy: 'Name the domain in each client, or take out the mapping that leads there.',
        },
      ];
    }),
};
