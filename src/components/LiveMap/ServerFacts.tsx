import { useCallback } from 'react';
import { leafsOf } from '../../lab/monitoring/leafz.ts';
import { useLab } from '../Lab/context.ts';
import styles from './Inspector.module.css';
import { roundTripWords } from '../shared/round-trip-words.ts';
import { usePolled } from '../shared/usePolled.ts';

/** Shows a server's own account of itself. */
export default function Facts({ server }: { server: string }) {
  const { session } = useLab();
  const read = useCallback(async () => {
    const [varz, connz, leafs] = await Promise.all([
      session.polling.monitor(server, 'varz'),
      session.polling.monitor(server, 'connz', { auth: true }),
      leafsOf(session.polling, server),
    ]);
    // `connz` lists leaf connections too.
    const clients = (connz.connections ?? []).filter(({ kind }) => kind === 'Client');
    return { varz, clients, leafs };
  }, [session, server]);
  const facts = usePolled(read);
  if (!facts) return <p className={styles.note}>Asking {server}…</p>;
  const { varz, clients, leafs } = facts;
  const { jetstream } = varz;
  return (
    <dl className={styles.facts}>
      <Fact name="JetStream">
        {jetstream?.config
          ? `${jetstream.config.domain ? `domain ${jetstream.config.domain}` : 'on, without a domain'}, ` +
            `${jetstream.stats?.storage ?? 0} bytes on disk, ${jetstream.stats?.memory ?? 0} in memory`
          : 'off'}
      </Fact>
      <Fact name="Messages">
        {varz.in_msgs} in, {varz.out_msgs} out
      </Fact>
      <Fact name="Leaf connections">
        {leafs.length === 0
          ? 'none'
          : leafs
              .map(
                ({ name, account, rtt }) =>
                  `${name} (account ${account}, ${rtt ? roundTripWords(rtt) : 'not measured'})`,
              )
              .join('; ')}
      </Fact>
      <Fact name="Clients">
        {clients.length === 0
          ? 'none'
          : clients
              .map(
                ({ cid, name, account, subscriptions }) =>
                  `${name ?? `client ${cid}`} (${account ? `account ${account}, ` : ''}${subscriptions} subscriptions)`,
              )
              .join('; ')}
      </Fact>
      <Fact name="Up for">{varz.uptime}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
