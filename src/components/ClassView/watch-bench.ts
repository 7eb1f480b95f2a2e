import { benchHere, benchWho } from '../../class/bench.ts';
import { benchHereSchema, read, type BenchHere } from '../../class/records.ts';
import { Store } from '../../lab/session/store.ts';
import type { NatsConnection } from '../../nats/connect.ts';

/** How often a seat is asked again whether it lends its bench, in milliseconds. */
const every = 5000;

/** Which tab of a seat lends its bench, as a trainer hears of it; undefined while none does. */
export function watchBench(hub: NatsConnection, seat: string, trainer: string) {
  const here = new Store<BenchHere | undefined>(undefined);
  /** The last time that the attendee said no. */
  const no = new Store<BenchHere | undefined>(undefined);
  const heard = hub.subscribe(benchHere(seat), {
    callback: (error, { data }) => {
      const told = error ? undefined : read(benchHereSchema, data);
      if (!told) return;
      if (told.no) no.set(told);
      if (told.lent) here.set(told);
      // Another tab of the seat says nothing of this one.
      else if (here.get()?.tab === told.tab) here.set(undefined);
    },
  });
  const ask = () => {
    if (!hub.isClosed()) hub.publish(benchWho(seat, trainer));
  };
  ask();
  const timer = setInterval(ask, every);
  return {
    here,
    no,
    close: () => {
      clearInterval(timer);
      heard.unsubscribe();
    },
  };
}
