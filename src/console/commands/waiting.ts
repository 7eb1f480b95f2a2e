import { Events } from '../../nats/nats-client.ts';
import type { NatsConnection } from '../../nats/connect.ts';

/** Waits for a time, or until the signal. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}

/** Tells of a connection that is lost and found again, for as long as it lives. */
export async function tellStatus(nats: NatsConnection, err: (line: string) => void): Promise<void> {
  for await (const { type } of nats.status()) {
    if (type === Events.Disconnect) err('Disconnected, will attempt reconnect');
    else if (type === Events.Reconnect) err('Reconnected');
  }
}
