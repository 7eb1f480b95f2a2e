import type { LiveRule } from '../live-rule.ts';
import { accountWords } from '../accounts-at.ts';

/** A request for JetStream that more than one JetStream does: a stream is then made twice. */
export const domainAnswersTwice: LiveRule = {
  id: 'domain-answers-twice',
  severity: 'error',
  title: 'Two JetStreams answer one request',
  causes: ['same-domain', 'api-left-open'],
  look: (_, { asked, domains, arrivals }) => {
    // Where each message comes twice, so does each request: that is another rule's to say.
    const doubled = ({ place }: (typeof asked)[number]) =>
      arrivals.some(({ from, to, plain }) => plain > 1 && (from === place || to === place));
    const found = asked.filter((each) => each.answers.length > 1 && !doubled(each));
    const keys = [...new Set(found.map(({ domain }) => domain))];
    return keys.map((domain) => {
      const from = found.filter((each) => each.domain === domain);
      const [first] = from;
      const servers = [...domains].filter(([, of]) => of === (domain ?? '')).map(([name]) => name);
      const others = from.length > 1 ? ` (and at ${from.length - 1} more places)` : '';
      return {
        server: first!.place.server,
        page:
          domain === undefined
            ? '/troubleshooting/two-jetstreams-answer'
            : '/troubleshooting/same-domain-on-hub-and-leaves',
        words: `A request to ${domain === undefined ? 'the bare $JS.API' : `the domain ${domain}`} from ${accountWords(first!.place)}${others} is answered ${first!.answers.length} times${servers.length > 1 ? `: ${servers.join(' and ')} all take it for theirs` : ''}. Each of them does what is asked, so a stream is made more than once.`,
        remedy: 'Give each JetStream that is not one cluster a domain of its own.',
      };
    });
  },
};
