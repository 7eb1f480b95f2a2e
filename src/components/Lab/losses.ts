import { part } from '../../loading/part.ts';
import { Store } from '../../lab/session/store.ts';
import type { PageLab } from './context.ts';

/** What goes with the page besides what servers store, as a sentence; undefined where nothing does. */
export const alsoLost = new Store<string | undefined>(undefined);

/** Words for what the servers stored where the page could not ask them. */
const unknown = 'What the servers stored';

/** The question before the servers are stopped; undefined where Stop loses nothing. */
export async function lossByStop(lab: PageLab): Promise<string | undefined> {
  if (lab.runsOn().type !== 'tab') return undefined;
  const lost = await storedIn(lab);
  return lost && `Stop the servers? Stored in memory only, this goes with them: ${lost}.`;
}

/** The question before all servers of a tab start anew with others; undefined where that loses nothing. */
export async function lossByNewStart(lab: PageLab): Promise<string | undefined> {
  const lost = await storedIn(lab);
  return lost && `Start all servers again? Stored in memory only, this goes with them: ${lost}.`;
}

/** The question before the page is left; undefined where that loses nothing. */
export async function lossByLeaving(lab: PageLab): Promise<string | undefined> {
  const lost = lab.runsOn().type === 'tab' ? await storedIn(lab) : undefined;
  const also = alsoLost.get();
  if (!lost && also === undefined) return undefined;
  const changed = lab.session.topology.outside || also !== undefined ? '' : changedConfigs(lab);
  return [
    'Leave this page?',
    ...(lost ? [`Stored in its memory only, this goes with it: ${lost}.`] : []),
    ...(also === undefined ? [] : [also]),
    ...(changed ? [`Your configuration of ${changed} is kept.`] : []),
  ].join(' ');
}

/** The question before a reset; undefined where the lab is as it began. */
export async function lossByReset(lab: PageLab): Promise<string | undefined> {
  const lost = await storedIn(lab);
  const changed = changedConfigs(lab);
  const parts = [
    ...(lost ? [`This is wiped: ${lost}.`] : []),
    ...(changed ? [`The original configuration of ${changed} comes back.`] : []),
  ];
  return parts.length > 0 ? `Start again from the beginning? ${parts.join(' ')}` : undefined;
}

const loadStored = part(() => import(/* webpackChunkName: 'wire' */ '../../lab-kit/stored.ts'));

/** What goes with the servers, in words, as they tell it now. What can be kept is kept first. */
async function storedIn(lab: PageLab): Promise<string | undefined> {
  const isKept = await lab.stores?.keep();
  return loadStored().then(
    ({ lostWithServers }) => lostWithServers(lab, isKept),
    () => (isKept ? undefined : unknown),
  );
}

/** The servers whose configuration is not the original one, in words; empty if there are none. */
function changedConfigs({ session }: PageLab): string {
  const { configs } = session.snapshot.get();
  return session.topology.servers
    .filter(({ name, config }) => configs[name] !== config)
    .map(({ name }) => name)
    .join(' and ');
}
