/** A part of the subjects that NATS uses for itself. */
export interface SubjectEntry {
  /** As people write it, with the parts that vary in angle brackets. */
  pattern: string;
  /** A subject of the kind, from which the reader of the wire says what it is. */
  example: string;
  seen: string;
  /**
   * Whether a message on it crosses a leaf connection of an ordinary account when the other side wants it:
   * `owner` if it crosses to the server whose domain it names, `system` if it means something in the
   * system account only, and so crosses on a link of that account.
   */
  crosses: 'yes' | 'no' | 'owner' | 'system';
  rule: string;
}

/** The subjects of JetStream and of the servers, in the order in which a reader meets them. */
export const subjectMap: readonly SubjectEntry[] = [
  {
    pattern: '$JS.<domain>.API.…',
    example: '$JS.hub.API.STREAM.INFO.ORDERS',
    seen: 'At the side that asks, and on the link. The owner maps it to `$JS.API.…` as it comes in.',
    crosses: 'owner',
    rule: 'The owner of the domain asks for it. A server does not send requests for its own domain out.',
  },
  {
    pattern: '$JS.API.…',
    example: '$JS.API.STREAM.INFO.STOCK',
    seen: 'At the server that the client is connected to, and in its cluster.',
    crosses: 'no',
    rule: 'Denied both ways on every link, unless `default_js_domain` maps the account to the empty name.',
  },
  {
    pattern: '$JS.<domain>.API.$KV.<bucket>.<key>',
    example: '$JS.hub.API.$KV.CFG.color',
    seen: 'As any request to a domain. The owner maps it to `$KV.<bucket>.<key>`.',
    crosses: 'owner',
    rule: 'How a write reaches a bucket on the other side. Reading takes the API like any stream.',
  },
  {
    pattern: '$KV.<bucket>.<key>',
    example: '$KV.CFG.size',
    seen: 'At the server that the client is connected to.',
    crosses: 'no',
    rule: 'Denied both ways, so a write without a domain reaches a bucket on its own side only.',
  },
  {
    pattern: '$O.<bucket>.C.… and M.…',
    example: '$O.FILES.C.x4Zq',
    seen: 'On both sides, if both have a bucket of that name.',
    crosses: 'yes',
    rule: 'Neither denied nor mapped: the rule is about `$OBJ`, which no client uses. Two object stores of one name on two sides both store each object.',
  },
  {
    pattern: '$JSC.R.<id>',
    example: '$JSC.R.7h2Kp0aQ',
    seen: 'On both sides, while a mirror or source sets itself up.',
    crosses: 'yes',
    rule: 'The answer to a request of the server itself. On a link of the system account `$JSC.>` is denied where the domains differ.',
  },
  {
    pattern: '$JS.M.<id>',
    example: '$JS.M.WNjE1jRA',
    seen: 'On the link, all the time: deliveries, and a heartbeat each second.',
    crosses: 'yes',
    rule: 'The mirror asks for it. The subject of the delivered message is after the @ of the reply.',
  },
  {
    pattern: '$JS.S.<id>',
    example: '$JS.S.bN1qTz8e',
    seen: 'As for mirrors.',
    crosses: 'yes',
    rule: 'As for mirrors.',
  },
  {
    pattern: '$JS.ACK.<stream>.<consumer>.…',
    example: '$JS.ACK.ORDERS.reports.1.1.1.1700000000000000000.0',
    seen: 'As the reply of each delivery, and as a message when it is acknowledged.',
    crosses: 'yes',
    rule: 'No domain in it in this form, so names of streams and consumers are best not used twice in one account.',
  },
  {
    pattern: '$JS.FC.<stream>.<consumer>.<n>',
    example: '$JS.FC.ORDERS.reports.7',
    seen: 'On the link: the receiver has caught up.',
    crosses: 'yes',
    rule: 'The server with the stream asks for it.',
  },
  {
    pattern: '$JS.EVENT.ADVISORY.…',
    example: '$JS.EVENT.ADVISORY.STREAM.CREATED.ORDERS',
    seen: 'At the server that publishes an event, and at each server with a subscriber.',
    crosses: 'yes',
    rule: 'A dashboard on one side hears of streams on the other. The advisory names its domain.',
  },
  {
    pattern: '_INBOX.…',
    example: '_INBOX.x4Zq.1',
    seen: 'On both sides: replies, and messages that a client pulled.',
    crosses: 'yes',
    rule: 'The client’s own interest. Permissions that forget it make every request time out.',
  },
  {
    pattern: '_R_.…',
    example: '_R_.x4Zq.1',
    seen: 'On the link, where a service is imported from another account.',
    crosses: 'yes',
    rule: 'Stands for the inbox of a client in the other account.',
  },
  {
    pattern: '$LDS.<id>',
    example: '$LDS.x4Zq',
    seen: 'As interest only, right after the handshake. No message is ever sent.',
    crosses: 'yes',
    rule: 'A server that is told its own has found a loop. Permissions do not apply to it.',
  },
  {
    pattern: '$SYS.…',
    example: '$SYS.REQ.SERVER.PING',
    seen: 'In the system account: monitoring, and messages between servers.',
    crosses: 'system',
    rule: 'Crosses on a remote for the system account, also between different domains.',
  },
  {
    pattern: '$NRG.…',
    example: '$NRG.V.S-R3F-x4Zq',
    seen: 'On the routes of a JetStream cluster.',
    crosses: 'system',
    rule: 'Crosses on a remote for the system account only where the two sides share a domain.',
  },
];
