import { perform, type Act } from '../../lab/exercise/act.ts';
import type { LabSession } from '../../lab/session/session.ts';
import type { LabKit } from '../../lab-kit/lab-kit.ts';
import { part } from '../../loading/part.ts';
import type { Loss } from '../Press/Ask.tsx';

/** Said of a disk whose server has not told yet what it stores. */
const unknown = 'its disk';

/** Asks servers what they store, which is wanted only when something may be lost. */
const loadStored = part(() => import(/* webpackChunkName: 'wire' */ '../../lab-kit/stored.ts'));

/** The question before an act by which a server loses what it stored; undefined for other acts. */
export function lossBy(act: Act, session: LabSession): Loss | undefined {
  if ('wipe' in act) {
    return {
      question: async () => {
        const stored = await storedAt(session, act.wipe);
        return stored && `Wipe what ${act.wipe} stored? That is ${stored}.`;
      },
      yes: 'Wipe it',
      no: 'Keep it',
    };
  }
  if ('restoreDisk' in act) {
    const server = act.restoreDisk;
    return {
      question: async () => {
        const stored = await storedAt(session, server);
        return (
          stored && `Put the copy in the place of the disk of ${server}? It has ${stored} now.`
        );
      },
      yes: 'Put it back',
      no: 'Keep it',
    };
  }
  return undefined;
}

/** Performs an act; answers what was lost or brought back by it, in words. Rejects with the server's own words. */
export async function performTold(
  act: Act,
  { session, tools }: Pick<LabKit, 'session' | 'tools'>,
): Promise<string | undefined> {
  if ('wipe' in act) {
    const stored = await storedAt(session, act.wipe);
    await perform(act, tools);
    (await loadStored()).noteEmpty(session, act.wipe);
    return stored ? `Wiped: ${stored}.` : `${act.wipe} had stored no stream.`;
  }
  if ('restoreDisk' in act) {
    await perform(act, tools);
    (await loadStored()).noteChanged(session, act.restoreDisk);
    return `The disk of ${act.restoreDisk} is as it was when it was copied.`;
  }
  // A server that does not run cannot be asked what it stores.
  if ('stop' in act || 'crash' in act) await storedNow(session);
  await perform(act, tools);
  return undefined;
}

const storedNow = (session: LabSession) =>
  loadStored()
    .then((stored) => stored.storedNow(session))
    .catch(() => []);

const storedAt = (session: LabSession, server: string): Promise<string | undefined> =>
  loadStored().then(
    (stored) => stored.storedAt(session, server, unknown),
    () => unknown,
  );
