import { useMemo, useState, useSyncExternalStore } from 'react';
import { benchLook, benchShown } from '../../class/bench.ts';
import type { BenchShown } from '../../class/records.ts';
import { natsLine } from '../../nats/message-lines.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { topologies } from '../../../topologies/index.ts';
import type { SeatClient } from '../Class/seat-client.ts';
import { seatClient } from '../Class/seat-now.ts';
import { joinShown } from '../Lab/join-lent.ts';
import ViewedLab from '../Lab/ViewedLab.tsx';
import View from './View.tsx';

/** The bench that a trainer shows to all, for an attendee. */
export default function ShownBench() {
  const client = useSyncExternalStore(seatClient.subscribe, seatClient.get, () => undefined);
  return (
    <>
      <h1>The bench that is shown</h1>
      {client ? (
        <Watch client={client} />
      ) : (
        <p>This page is for those who have a seat in the class. Join it first.</p>
      )}
    </>
  );
}

function Watch({ client }: { client: SeatClient }) {
  const { pushed } = useSyncExternalStore(client.view.subscribe, client.view.get, client.view.get);
  const hub = useSyncExternalStore(client.hub.subscribe, client.hub.get, client.hub.get);
  const shown = pushed.bench?.shown;
  const topology = shown && topologies.get(shown.topology);
  if (!hub) return <p role="status">Reaching the class…</p>;
  if (!shown) return <p role="status">No bench is shown now. It appears here when one is.</p>;
  if (!topology)
    return <p role="alert">The lab runs on {shown.topology}, which this page does not know.</p>;
  return (
    <Joined key={shown.show} {...{ hub, topology, shown }} seat={client.id} by={pushed.bench.by} />
  );
}

function Joined(props: {
  hub: NatsConnection;
  topology: Topology;
  shown: NonNullable<BenchShown['shown']>;
  seat: string;
  by: string;
}) {
  const { hub, topology, shown, seat, by } = props;
  const { show, trainer } = shown;
  const [missed, setMissed] = useState(0);
  const loadHost = useMemo(
    () =>
      joinShown(
        () => natsLine(hub, { send: benchLook(seat, show), receive: benchShown(show, trainer) }),
        { onMissed: (count) => setMissed((was) => was + count) },
      ),
    [hub, seat, show, trainer],
  );
  return (
    <ViewedLab topology={topology} name={`shown:${topology.name}`} loadHost={loadHost}>
      <View
        words={`You see what ${by} does, on a lab that runs in their page. Yours are as you left them.`}
        onlySeen
        missed={missed}
      />
    </ViewedLab>
  );
}
