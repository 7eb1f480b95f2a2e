import { useRef } from 'react';
import Lab from '../components/Lab/Lab.tsx';
import LabControls from '../components/Lab/LabControls.tsx';
import LiveMap from '../components/LiveMap/LiveMap.tsx';
import { useLab, useLabSnapshot } from '../components/Lab/context.ts';
import { useRunState } from '../components/shared/useRunState.ts';
import { explainError } from '../nats/nats-errors.ts';
import styles from './index.module.css';
import twoDomains from '../../topologies/two-domains/topology.ts';

/** The figure of the home page: a hub and a leaf that can be started, and an order to send across. */
export function HomeFigure() {
  return (
    <Lab topology={twoDomains}>
      <LiveMap />
      <LabControls />
      <SendOrder />
    </Lab>
  );
}

/** Publishes at the leaf what a subscriber at the hub receives. */
function SendOrder() {
  const { connect } = useLab();
  const { state, run } = useLabSnapshot();
  const [said, say] = useRunState<string | undefined>(undefined);
  const listening = useRef<number>(undefined);
  if (state.type !== 'running') return null;

  const send = async () => {
    try {
      const hub = await connect('hub');
      if (listening.current !== run) {
        listening.current = run;
        let arrived = 0;
        hub.subscribe('orders.>', {
          callback: () => {
            arrived += 1;
            const orders = arrived === 1 ? 'One order has' : `${arrived} orders have`;
            say(() => `${orders} arrived at the hub.`);
          },
        });
        await hub.flush();
      }
      (await connect('leaf')).publish('orders.new', 'oak table');
    } catch (error) {
      say(() => explainError(error));
    }
  };

  return (
    <div className={styles.send}>
      <button type="button" className="button button--primary" onClick={() => void send()}>
        Publish an order on the leaf
      </button>
      <p role="status">{said ?? 'A subscriber at the hub is waiting for orders.>'}</p>
    </div>
  );
}
