import Link from '@docusaurus/Link';
import { useRef, type ReactNode } from 'react';
import Lab from '../components/Lab/Lab.tsx';
import LabControls from '../components/Lab/LabControls.tsx';
import { useLab, useLabSnapshot } from '../components/Lab/context.ts';
import LiveMap from '../components/LiveMap/LiveMap.tsx';
import Press from '../components/Press/Press.tsx';
import { useAttempt } from '../components/shared/useAttempt.ts';
import { useRunState } from '../components/shared/useRunState.ts';
import type { NatsConnection } from '../nats/connect.ts';
import { explainError } from '../nats/nats-errors.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';
import styles from './index.module.css';

const link = 'leaf-hub';

/** The figure of the home page: a hub and a leaf that can be started, and the first things to try on them. */
export function HomeFigure({ guide }: { guide: string }) {
  return (
    <Lab topology={twoDomains}>
      <div className={styles.figure}>
        <div className={styles.ways}>
          <LabControls />
          <Link to={guide} className="button button--secondary">
            First guide: what a leaf node is · 10 minutes
          </Link>
        </div>
        <div className={styles.map}>
          <LiveMap />
        </div>
        <Demo guide={guide} />
      </div>
    </Lab>
  );
}

interface Orders {
  published: number;
  arrived: number;
  /** Whether the leaf's domain has a stream of them, which the hub mirrors. */
  mirrored: boolean;
}

const none: Orders = { published: 0, arrived: 0, mirrored: false };

/** Orders from the leaf to the hub: with the link, without it, and from domain to domain. */
function Demo({ guide }: { guide: string }) {
  const { connect, session } = useLab();
  const { state, links, run } = useLabSnapshot();
  const [orders, update] = useRunState(none);
  const { attempt, start } = useAttempt(explainError);
  const listening = useRef<number>(undefined);
  const running = state.type === 'running';
  const isCut = links[link]?.type === 'cut';
  const isUp = links[link]?.type === 'up';
  const next = nextAfter(orders, isCut);

  const publish = async () => {
    const hub = await connect('hub');
    if (listening.current !== run) {
      listening.current = run;
      hub.subscribe('orders.>', {
        callback: () => update((was) => ({ ...was, arrived: was.arrived + 1 })),
      });
      await hub.flush();
    }
    const leaf = await connect('leaf');
    leaf.publish('orders.new', 'oak table');
    await leaf.flush();
    update((was) => ({ ...was, published: was.published + 1 }));
  };
  const mirror = async () => {
    const hub = await connect('hub');
    await createStream(hub, '$JS.leaf.API', { name: 'ORDERS', subjects: ['orders.>'] });
    const origin = { name: 'ORDERS', external: { api: '$JS.leaf.API', deliver: '' } };
    await createStream(hub, '$JS.API', { name: 'ORDERS_COPY', mirror: origin });
    update((was) => ({ ...was, mirrored: true }));
  };

  const common = { running, busy: attempt.type === 'working', start };
  return (
    <div className={styles.demo}>
      <p>Four things to try, in this order:</p>
      <ol>
        <li>
          <Try
            {...common}
            name="Publish an order at the leaf"
            act={publish}
            isNext={next === 'publish'}
          />{' '}
          A subscriber at the hub waits for <code>orders.&gt;</code>.
        </li>
        <li>
          <Try
            {...common}
            name="Cut the link"
            act={() => session.host.cutLink(link, 'refused')}
            isNext={next === 'cut'}
            off={isCut}
          />{' '}
          Then publish again.
        </li>
        <li>
          <Try
            {...common}
            name="Heal the link"
            act={() => session.host.healLink(link)}
            isNext={next === 'heal'}
            off={!isCut}
          />{' '}
          The leaf dials again, by itself.
        </li>
        <li>
          <Try
            {...common}
            name="Cross a domain"
            act={mirror}
            isNext={next === 'mirror'}
            off={!isUp || orders.mirrored}
          />{' '}
          The hub creates a stream in the leaf’s domain, and mirrors it.
        </li>
      </ol>
      <p role="status">
        {attempt.type === 'failed' ? attempt.why : running && told(orders, isCut)}
      </p>
      {orders.mirrored && (
        <p>
          {/* What the demo stored is not worth a question. */}
          <Link to={guide} onClick={() => session.stop()}>
            Continue with the first guide
          </Link>
        </p>
      )}
    </div>
  );
}

/** A button of the demo; before the servers run, its name. */
function Try(props: {
  running: boolean;
  busy: boolean;
  start: (act: () => Promise<void>) => void;
  name: string;
  act: () => Promise<void>;
  isNext: boolean;
  off?: boolean;
}) {
  const { running, busy, start, name, act, isNext, off } = props;
  if (!running) return <strong>{name}</strong>;
  return (
    <Press
      name={name}
      look={isNext ? 'primary' : 'secondary'}
      small
      idle={off || busy}
      onPress={() => start(act)}
    />
  );
}

/** The press that shows something that has not been seen yet. */
function nextAfter({ published, arrived, mirrored }: Orders, isCut: boolean) {
  if (mirrored) return undefined;
  if (isCut) return published > arrived ? 'heal' : 'publish';
  if (published === 0) return 'publish';
  return published > arrived ? 'mirror' : 'cut';
}

function told({ published, arrived, mirrored }: Orders, isCut: boolean): ReactNode {
  const counts = `${published} published, ${arrived} arrived at the hub.`;
  if (mirrored) {
    return `${counts} The leaf now stores orders in ORDERS. While the link is cut, ORDERS_COPY at the hub waits; then it catches up.`;
  }
  if (published === 0) return 'No order yet.';
  if (published === arrived) return counts;
  return isCut
    ? `${counts} Core NATS keeps no message for a server that is away.`
    : `${counts} A stream would have kept the rest: cross a domain.`;
}

/** @throws Error in the server's words, if it refuses */
async function createStream(
  client: NatsConnection,
  api: string,
  config: { name: string; [key: string]: unknown },
): Promise<void> {
  const { name } = config;
  const asked = JSON.stringify({
    retention: 'limits',
    storage: 'file',
    num_replicas: 1,
    ...config,
  });
  const reply = await client.request(`${api}.STREAM.CREATE.${name}`, asked, { timeout: 5000 });
  const { error } = reply.json<{ error?: { description: string } }>();
  if (error) throw new Error(error.description);
}
