import { errorText } from '../../src/lab/error-text.ts';
import { connectTo, type NatsConnection } from '../../src/nats/connect.ts';
import { registrarId } from './keys.ts';

/**
 * Connects to a hub. One that takes longer than the client waits is dialled again: it may ask servers that it has just
 * lost for the account. One that refuses says so at once.
 * @param tries how often it is dialled at most
 * @throws NatsError if the hub does not take the connection
 */
export async function dial(url: string, creds: string, tries = 6): Promise<NatsConnection> {
  try {
    return await connectTo(() => ({ type: 'url', url }), registrarId, { creds });
  } catch (error) {
    if (tries > 1 && errorText(error) === 'TIMEOUT') return dial(url, creds, tries - 1);
    throw error;
  }
}
