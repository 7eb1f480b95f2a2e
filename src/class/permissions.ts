import { ownInbox } from '../lab/conf/server-settings.ts';
import { classDomain } from './subjects.ts';

/** What a user may publish and subscribe: the `pub` and `sub` of its JWT. */
export interface Permits {
  pub: { allow: string[] };
  sub: { allow: string[] };
}

/** The bucket of the hub that class labs mirror into each tab. */
const classBucket = 'CLASS';

/** The domain that two seats have by mistake in a class lab. All may ask it who is there; only the trainer more. */
export const copiedDomain = 'copied';

/** The stream of each seat that class labs gather at the hub. */
const gathered = 'READINGS';

/** What a seat's server is asked in its domain: how it is, and for copies of the stream that is gathered. */
const asked = (domain: string): string[] =>
  [
    'INFO',
    'STREAM.INFO.*',
    'STREAM.NAMES',
    'STREAM.LIST',
    'CONSUMER.INFO.*.*',
    'CONSUMER.NAMES.*',
    'CONSUMER.LIST.*',
    `CONSUMER.CREATE.${gathered}`,
    `CONSUMER.CREATE.${gathered}.>`,
  ].map((what) => `$JS.${domain}.API.${what}`);

/**
 * What the leaf of a seat may do in the account ROOM, which all seats share in class labs.
 *
 * The leaf hears what labs share under `room.>`, the answers to its own clients, and what the hub asks of the seat's own
 * domain: how it is, and to copy the stream that class labs gather. At the hub it may look at streams, copy the bucket of
 * the class, and write the key of its own.
 *
 * A server does not ask whether an answer may go where its asker wants it, nor a consumer where it delivers: a seat can
 * have the JetStream of the hub send a message to any subject of the account. So no seat's server hears from the hub what
 * would change its streams.
 */
export function roomPermissions(seat: string): Permits {
  const api = `$JS.${classDomain}.API`;
  const bucket = `KV_${classBucket}`;
  return {
    pub: {
      allow: [
        'room.>',
        `seat.${seat}.>`,
        // Answers: to clients at other seats, whose inboxes are `ownInbox`, and to clients at the hub.
        `${ownInbox('*')}.>`,
        '_INBOX.>',
        // What the hub is answered and sent as it copies a stream of the seat.
        '$JSC.R.>',
        '$JS.S.>',
        `$JS.${copiedDomain}.API.INFO`,
        `$JS.${copiedDomain}.API.STREAM.NAMES`,
        `${api}.INFO`,
        `${api}.STREAM.INFO.*`,
        `${api}.STREAM.LIST`,
        `${api}.STREAM.NAMES`,
        `${api}.CONSUMER.CREATE.${bucket}`,
        `${api}.$KV.${classBucket}.${seat}`,
        `$JS.FC.${bucket}.>`,
      ],
    },
    sub: {
      allow: [
        'room.>',
        `seat.${seat}.>`,
        ...[seat, copiedDomain].flatMap(asked),
        // Says of a copy that the hub makes of a stream of the seat how far it is.
        '$JS.FC.>',
        // What the seat is answered and sent as it copies the bucket.
        '$JSC.R.>',
        '$JS.M.>',
      ],
    },
  };
}
