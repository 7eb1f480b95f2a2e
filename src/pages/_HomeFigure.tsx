import twoDomains from '../../topologies/two-domains/topology.ts';
import { TopologyMap } from '../components/Map/index.ts';

/** The figure of the home page. */
export function HomeFigure() {
  return <TopologyMap topology={twoDomains} />;
}
