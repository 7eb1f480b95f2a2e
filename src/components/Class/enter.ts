import { askToJoin, type Membership } from '../../class/join.ts';
import { hubAddress } from '../../class/logins.ts';
import { doorwaySchema, read, type Doorway, type Refused } from '../../class/records.ts';
import { connectTo } from '../../nats/connect.ts';

/**
 * Reads what the site's address says of its class. Undefined where it has none, as on a published site.
 * @throws Error if the address does not answer
 */
export async function readDoorway(file: string): Promise<Doorway | undefined> {
  const answer = await fetch(file, { cache: 'no-store' }).catch(() => {
    throw new Error(
      'The address of this class does not answer. Are you in the network of the class?',
    );
  });
  return answer.ok ? read(doorwaySchema, await answer.text()) : undefined;
}

/** Asks for a seat, or to be a trainer, by the lobby's login. */
export async function enter(
  doorway: Doorway,
  wish: { as: 'seat' | 'trainer'; key: string; name: string },
): Promise<Membership | Refused> {
  const url = hubAddress(doorway.client, location.href);
  const lobby = await connectTo(() => ({ type: 'url', url }), 'lobby', {
    creds: doorway.lobby,
  }).catch(() => {
    throw new Error('The hub of this class does not answer. Try again, or tell the trainer.');
  });
  try {
    return await askToJoin(lobby, wish);
  } catch (error) {
    if (
      (error as { code?: string }).code === 'TIMEOUT' ||
      (error as { code?: string }).code === '503'
    )
      throw new Error('The class does not answer. Try again in a moment, or tell the trainer.', {
        cause: error,
      });
    throw error;
  } finally {
    await lobby.close();
  }
}
