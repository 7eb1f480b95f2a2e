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

/**
 * What the leaf of a seat may do in the account ROOM, which all seats share in class labs.
 *
 * The leaf hears what the hub sends to the seat's own domain, what labs share under `room.>`, and the answers to its
 * own clients. At the hub it may look at streams, copy the bucket of the class, and write the key of its own. Neither
 * the JetStream of another seat nor what another seat hears is within its reach.
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
        `${api}.DIRECT.GET.${bucket}.>`,
        `${api}.STREAM.MSG.GET.${bucket}`,
        `${api}.$KV.${classBucket}.${seat}`,
        `$JS.FC.${bucket}.>`,
      ],
    },
    sub: {
      allow: [
        'room.>',
        `seat.${seat}.>`,
        `$JS.${seat}.API.>`,
        `$JS.${copiedDomain}.API.>`,
        // Says of a copy that the hub makes of a stream of the seat how far it is.
        '$JS.FC.>',
        // What the seat is answered and sent as it copies the bucket.
        '$JSC.R.>',
        '$JS.M.>',
      ],
    },
  };
}
