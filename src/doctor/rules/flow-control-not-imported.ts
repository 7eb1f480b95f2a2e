import { firstBy } from '../../lab/conf/in-order.ts';
import type { Block } from '../../lab/conf/conf-text.ts';
import type { ServerConf } from '../../lab/derive/server-conf.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, placeOf, valueIn } from '../settings.ts';

/**
 * Seen on 2.15.2 in the lab of its page: a mirror across accounts stops after some 2 MB, with `stalled on flow control`,
 * until `$JS.FC.>` is exported and imported too.
 */
export const flowControlNotImported: Rule = {
  id: 'flow-control-not-imported',
  severity: 'warning',
  title: 'An account imports consumers of JetStream without flow control',
  page: '/troubleshooting/mirror-stalls',
  *look({ confs }) {
    for (const server of confs.values()) {
      const services = importsOf(server, 'service');
      const copied = new Set(importsOf(server, 'stream').map(endsOf));
      const flowing = new Set(
        services.filter(({ subject }) => /^\$JS\.(FC\.)?>$/.test(subject)).map(endsOf),
      );
      for (const { into, account, subject, block } of services) {
        if (!/^\$JS\.(.+\.)?API\.(CONSUMER\.)?>$/.test(subject)) continue;
        const ends = endsOf({ into, account });
        const copies = copied.has(ends);
        const flows = flowing.has(ends);
        if (!copies || flows) continue;
        yield {
          server: server.name,
          place: placeOf(server, block),
          words: `Account ${into} of ${server.name} imports consumers of JetStream from ${account}, and not $JS.FC.>. A mirror or a source in ${into} stops after some 2 MB, since its flow control is not heard.`,
          remedy: `Export { service: "$JS.FC.>" } from ${account}, and import { service: { account: ${account}, subject: "$JS.FC.>" } } into ${into}.`,
        };
      }
    }
  },
};

interface Import {
  into: string;
  account: string;
  subject: string;
  block: Block;
}

const endsOf = ({ into, account }: Pick<Import, 'into' | 'account'>): string =>
  `${into}\n${account}`;

function importsOf(server: ServerConf, kind: 'service' | 'stream'): Import[] {
  const accounts = firstBy(server.accounts, (name) => name.toLowerCase());
  return blocksAt(server, `accounts.*.imports.${kind}`).flatMap((block) => {
    const into = accounts.get(block.path[1]!);
    const account = valueIn(server, block, 'account')?.text;
    const subject = valueIn(server, block, 'subject')?.text;
    return into && account && subject ? [{ into, account, subject, block }] : [];
  });
}
