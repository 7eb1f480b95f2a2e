import type { ServerConf } from '../../lab/derive/server-conf.ts';
import type { Block } from '../../lab/conf/conf-text.ts';
import { leafLoginsIn, permissionsOf } from '../logins.ts';
import type { Found, Rule } from '../rule.ts';
import { keysIn, placeOf, subjectsIn } from '../settings.ts';

/**
 * Seen on 2.15.2 in the lab of its page: `allow_responses` does not hold over a leaf connection. Tried with a request in
 * each direction: without the inbox in `subscribe` no answer comes to the leaf, without it in `publish` none from it.
 */
export const responsesDenied: Rule = {
  id: 'responses-denied',
  severity: 'note',
  title: 'The user of a leaf may not receive or send answers',
  page: '/troubleshooting/allow-responses-over-a-leaf',
  *look(network) {
    const told = new Set<Block>();
    for (const { remote, hub, login } of leafLoginsIn(network))
      for (const block of permissionsOf(hub, login)) {
        if (told.has(block)) continue;
        told.add(block);
        const from = remote.from.name;
        const user = login.name.text;
        const at = (key: string): Pick<Found, 'server' | 'place'> => ({
          server: hub.name,
          place: placeOf(hub, keysIn(hub, block, key)[0] ?? block),
        });
        const responds = keysIn(hub, block, 'allow_responses')[0];
        if (responds && !mayUseInbox(hub, block, 'publish', !!responds))
          yield {
            severity: 'error',
            server: hub.name,
            place: placeOf(hub, responds),
            words: `allow_responses of ${user} does not hold over a leaf connection: services at ${from} hear requests of ${hub.name}, and their answers do not go out.`,
            remedy: `Allow ${user} to publish "_INBOX.>", or the prefix of inboxes that the clients of ${hub.name} have.`,
          };
        else if (!responds && !mayUseInbox(hub, block, 'publish'))
          yield {
            ...at('publish'),
            words: `${user}, as whom ${from} logs in, may not publish to inboxes. Services at ${from} cannot answer requests of ${hub.name}.`,
            remedy: `If they are to, allow ${user} to publish "_INBOX.>".`,
          };
        if (!mayUseInbox(hub, block, 'subscribe'))
          yield {
            ...at('subscribe'),
            words: `${user}, as whom ${from} logs in, may not subscribe to inboxes. Requests of ${from} to ${hub.name} end in a timeout, those to JetStream too.`,
            remedy: `If ${from} is to ask, allow ${user} to subscribe to "_INBOX.>", or to the prefix of inboxes that its clients have.`,
          };
      }
  },
};

function mayUseInbox(
  hub: ServerConf,
  permissions: Block,
  key: 'publish' | 'subscribe',
  responds = false,
): boolean {
  const { allow, deny } = subjectsIn(hub, permissions, key);
  if (deny.some((subject) => /^(>|_INBOX\.>)$/.test(subject))) return false;
  if (allow === undefined) return !responds;
  // A prefix of one's own is meant for inboxes, whatever it is called.
  return allow.some((subject) => /^>|^\*|inbox/i.test(subject));
}
