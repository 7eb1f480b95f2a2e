import LiveMap from '../LiveMap/LiveMap.tsx';

/** The map of the network as its files describe it; live once it runs. */
export default function MapOfBench() {
  return <LiveMap />;
}
