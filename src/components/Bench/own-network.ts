import { emptyBench } from '../../bench/begin.ts';
import type { BenchFile, BenchState } from '../../bench/bench.ts';
import { filesOfTopology } from '../../bench/files-of-topology.ts';
import { version } from '../../config-keys/version.ts';
import type { Exercise } from '../../lab/exercise/exercise.ts';
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

/** One of the site's own networks as a bench, and what its person is to know of it. */
export interface OwnBench {
  state: BenchState;
  words: string | undefined;
}

/**
 * Makes a bench of one of the site's own networks. A lab is in its start state, without what the lab makes at its
 * start.
 * @throws Error that says that there is none of that name
 */
export async function benchOf(own: OwnNetwork): Promise<OwnBench> {
  const { files, words } = await partsOf(own);
  if (!files)
    throw new Error(
      `This site has no ${nouns[own.kind]} ${own.name}. It may have had one in another release.`,
    );
  return { state: { ...emptyBench(version), name: titleOf(own.name), files }, words };
}

const begins =
  'These are the configurations of the lab. The streams and messages that it begins with are made on its own page.';

const nouns = { topology: 'topology', lab: 'lab', trouble: 'trouble', page: 'example' };

interface Parts {
  files: readonly BenchFile[] | undefined;
  words?: string | undefined;
}

async function partsOf({ kind, name }: OwnNetwork): Promise<Parts> {
  const named = (each: { name: string }) => each.name === name;
  switch (kind) {
    case 'page':
      return { files: (await loadExamples()).examples.find(named)?.files };
    case 'topology':
      return { files: await filesIn((await loadTopologies()).topologies.get(name)) };
    case 'lab':
      return partsOfLab((await loadLabs()).labs.find(named));
    case 'trouble':
      return partsOfLab((await loadTroubles()).troubles.find(named));
  }
}

const filesIn = (topology: Topology | undefined) => topology && filesOfTopology(topology);

const partsOfLab = async (
  lab: Pick<Exercise, 'topology' | 'begin'> | undefined,
): Promise<Parts> => ({
  files: await filesIn(lab?.topology),
  words: lab?.begin && begins,
});
