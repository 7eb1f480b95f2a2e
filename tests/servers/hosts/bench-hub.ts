import { connectTo, type NatsConnection } from '../../../src/nats/connect.ts';
import { startHub } from './native-hub.ts';

/** A hub with one seat and one trainer, who may use the subjects of benches. */
export interface BenchHub {
  seat: NatsConnection;
  trainer: NatsConnection;
  close: () => Promise<void>;
}

const users = `
accounts { CLASS { users [
  { user: seat, password: s, permissions {
    publish: ["class.seat.seat-1.>"], subscribe: ["class.push.seat.seat-1.>", "_INBOX_seat-1.>"] } }
  { user: trainer, password: t, permissions {
    publish: ["class.push.seat.*.bench.>"], subscribe: ["class.seat.*.bench.>", "_INBOX_ann.>"] } }
] } }
`;

/** Starts it, and connects both. */
export async function startBenchHub(): Promise<BenchHub> {
  const hub = await startHub(users);
  const client = (user: string, pass: string, inbox: string) =>
    connectTo(() => ({ type: 'url', url: hub.url }), user, { user, pass }, inbox);
  const seat = await client('seat', 's', '_INBOX_seat-1');
  const trainer = await client('trainer', 't', '_INBOX_ann');
  return {
    seat,
    trainer,
    close: async () => {
      await seat.close();
      await trainer.close();
      await hub.stop();
    },
  };
}
