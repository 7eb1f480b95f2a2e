import { emptyBench } from '../../bench/begin.ts';
import type { BenchFile, BenchState } from '../../bench/bench.ts';
import { filesOfTopology } from '../../bench/files-of-topology.ts';
import { version } from '../../config-keys/version.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { part } from '../../loading/part.ts';
import { titleOf, type OwnNetwork } from '../../site-data/bench-href.ts';

const loadTopologies = part(
  () => import(/* webpackChunkName: 'all-topologies' */ '../../../topologies/index.ts'),
);
const loadLabs = part(() => import(/* webpackChunkName: 'all-labs' */ '../../../labs/index.ts'));
const loadTroubles = part(
  () => import(/* webpackChunkName: 'all-troubles' */ '../../../labs/troubles/index.ts'),
);

const loadExamples = part(() => import(/* webpackChunkName: 'all-examples' */ './examples.ts'));

/**
 * Makes a bench of one of the site's own networks. A lab is in its start state, without what the lab makes at its
 * start.
 * @throws Error that says that there is none of that name
 */
export async function benchOf(own: OwnNetwork): Promise<BenchState> {
  const files = await filesOf(own);
  if (!files)
    throw new Error(
      `This site has no ${nouns[own.kind]} ${own.name}. It may have had one in another release.`,
    );
  return {
    ...emptyBench(version),
    name: titleOf(own.name),
    files,
  };
}

const nouns = { topology: 'topology', lab: 'lab', trouble: 'trouble', page: 'example' };

async function filesOf(own: OwnNetwork): Promise<readonly BenchFile[] | undefined> {
  if (own.kind === 'page') {
    const { examples } = await loadExamples();
    return examples.find(({ name }) => name === own.name)?.files;
  }
  const topology = await topologyOf(own);
  return topology && filesOfTopology(topology);
}

async function topologyOf({ kind, name }: OwnNetwork): Promise<Topology | undefined> {
  const named = (each: { name: string }) => each.name === name;
  if (kind === 'topology') return (await loadTopologies()).topologies.get(name);
  if (kind === 'lab') return (await loadLabs()).labs.find(named)?.topology;
  return (await loadTroubles()).troubles.find(named)?.topology;
}
