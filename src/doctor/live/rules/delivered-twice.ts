import { accountWords } from '../accounts-at.ts';
import type { LiveRule } from '../live-rule.ts';

/** A message that one subscriber gets more than once. */
export const deliveredTwice: LiveRule = {
  id: 'delivered-twice',
  severity: 'error',
  title: 'Messages are delivered more than once',
  page: '/troubleshooting/everything-twice',
  causes: ['remote-doubled'],
  look: (_, { arrivals, bindings }) => {
    const [first, ...more] = arrivals.filter(({ plain }) => plain > 1);
    if (!first) return [];
    const { from, to, plain } = first;
    const doubled = bindings.find(({ link, local }) =>
      bindings.some(
        (other) => other.link !== link && other.link.from === link.from && other.local === local,
      ),
    );
    return [
      {
        server: doubled?.link.from ?? from.server,
        words: `A message that is published once at ${accountWords(from)} comes ${plain} times to a subscriber at ${accountWords(to)}${more.length > 0 ? `, and so between ${more.length} more pairs of servers` : ''}.${doubled ? ` ${doubled.link.from} has more than one leaf connection for one account.` : ''}`,
        remedy:
          'Join one account to one hub by one remote, which lists all members of a cluster in its urls.',
      },
    ];
  },
};
