import { randomToken } from '../../../lab/random-token.ts';
import { accountWords } from '../accounts-at.ts';
import { askAll } from '../ask.ts';
import type { LiveRule } from '../live-rule.ts';
import { permittedSubject } from '../permitted.ts';
import type { Found } from '../../rule.ts';

/** A request that crosses a leaf link whose answer may not cross back. */
export const answerLost: LiveRule = {
  id: 'answer-lost',
  severity: 'error',
  title: 'Answers of a leaf do not come back',
  page: '/troubleshooting/allow-responses-over-a-leaf',
  causes: ['responses-denied'],
  look: async (running, { bindings, places }) => {
    const found = await Promise.all(
      bindings.map(async ({ link, local, remote }): Promise<Found[]> => {
        const near = places.find((p) => p.server === link.from && p.account === local);
        const far = places.find((p) => p.server === link.to && p.account === remote);
        const pattern = permittedSubject(running, link, remote);
        if (!near?.client || !far?.client || pattern === undefined) return [];
        const subject = pattern.replace(/>$/, '*').replaceAll('*', `leafwise-${randomToken()}`);
        let heard = 0;
        const service = near.client.subscribe(subject, {
          callback: (_, message) => {
            heard += 1;
            message.respond('here');
          },
        });
        await near.client.flush();
        const isWanted = () =>
          running
            .wire()
            .some(
              ({ op, link: on, subject: wanted }) =>
                op === 'LS+' && on === link.name && wanted === subject,
            );
        await running.until(isWanted, 300);
        const [answers] = await askAll([{ client: far.client, subject }]);
        service.unsubscribe();
        if (heard === 0 || answers!.bodies.length > 0) return [];
        return [
          {
            server: link.to,
            link: link.name,
            words: `A request of ${accountWords(far)} on ${pattern} reaches ${accountWords(near)}, and its answer does not come back: the user of the leaf may not publish to the inbox of the one who asks, and allow_responses does not hold over a leaf link.`,
            remedy: `Let the user of the leaf publish to _INBOX.>, better to a prefix of inboxes that only these clients use.`,
          },
        ];
      }),
    );
    return found.flat();
  },
};
