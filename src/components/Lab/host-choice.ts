import { Store } from '../../lab/session/store.ts';

/** The host of a reader's labs: their tab, or servers at the address that `npm run servers` printed. */
export type HostChoice = { type: 'tab' } | { type: 'servers'; address: string };

/** Kept for the visit alone: the next run of those servers has another address. */
const key = 'leafwise.servers';

const inTab: HostChoice = { type: 'tab' };

/** One choice for all labs of the site. It is in force from a lab's next start on. */
export const hostChoice = new Store<HostChoice>(remembered());

export function chooseHost(choice: HostChoice): void {
  hostChoice.set(choice);
  try {
    if (choice.type === 'tab') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, choice.address);
  } catch {
    // A browser without storage asks again on the next page.
  }
}

function remembered(): HostChoice {
  try {
    const address = sessionStorage.getItem(key);
    return address === null ? inTab : { type: 'servers', address };
  } catch {
    // No storage, or no browser: the page is being built.
    return inTab;
  }
}
