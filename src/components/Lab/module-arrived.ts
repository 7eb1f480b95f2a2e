import { keptOf, type ModuleArrived } from '../../hosts/tab/kept-modules.ts';
import { moduleUrl } from '../../hosts/tab/module-url.ts';
import type { Arrived } from '../../lab/network/host.ts';
import type { LabState } from '../../lab/session/session.ts';
import { Store } from '../../lab/session/store.ts';

/** One for all labs of the site, as is the module that their hosts keep. */
export const moduleArrived = new Store<ModuleArrived>({
  received: 0,
  total: undefined,
  whole: false,
});

let looked = false;

/** Finds out how much of the module the browser keeps from an earlier visit, once. */
export function lookForModule(): void {
  if (looked) return;
  looked = true;
  void keptOf(moduleUrl).then((kept) =>
    moduleArrived.update((was) => (was.whole || was.received > kept.received ? was : kept)),
  );
}

/** Takes from the state of a lab in this tab what it says of the module. */
export function noteModule(state: LabState): void {
  if (state.type === 'downloading') {
    const { received, total } = state;
    moduleArrived.set({ received, total, whole: false });
  } else if (state.type === 'starting') {
    moduleArrived.update((was) => ({ ...was, whole: true }));
  }
}

/** Bytes as megabytes, to one decimal. */
export const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** How much has come, such as "3.5 of 7.0 MB". */
export const arrivedWords = ({ received, total }: Omit<ModuleArrived, 'whole'>): string =>
  `${megabytes(received)}${total ? ` of ${megabytes(total)}` : ''} MB`;

/** How much has come, how fast, and how long the rest takes: "3.5 of 7.0 MB, 1.2 MB/s, 3 s left". */
export function comingWords({ received, total, rate, silent }: Arrived): string {
  const arrived = arrivedWords({ received, total });
  if (!rate || silent) return arrived;
  const speed = rate < 1e5 ? `${Math.ceil(rate / 1e3)} kB/s` : `${megabytes(rate)} MB/s`;
  const left = total ? (total - received) / rate : 0;
  return [arrived, speed, ...(left > 0 ? [`${timeWords(left)} left`] : [])].join(', ');
}

/** Seconds as people tell them: no figure that jumps with each packet. */
function timeWords(seconds: number): string {
  if (seconds > 99) return `${Math.round(seconds / 60)} min`;
  return `${seconds > 10 ? 5 * Math.round(seconds / 5) : Math.ceil(seconds)} s`;
}
