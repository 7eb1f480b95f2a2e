import type { useLocation } from '@docusaurus/router';
import { Store } from '../../lab/session/store.ts';
import { whyNotLoaded, type WhyNot } from '../../loading/why-not.ts';

type Location = ReturnType<typeof useLocation>;

/** A page that the reader went to, and that did not arrive. */
export interface MissingPage {
  to: Location;
  from: Location;
  why: WhyNot;
}

/** The last page that did not arrive, until the reader has gone on. */
export const missingPage = new Store<MissingPage | undefined>(undefined);

/** How long a page that has not come to life waits to ask again, in milliseconds. */
const pause = 3000;

/** After this time the bar of Docusaurus shows; it stays for good if the reader is taken back before. In milliseconds. */
const barDelay = 300;

let going: { to: Location; from: Location } | undefined;
let told: Location | undefined;
const waiting = new Set<() => void>();

/** Called by Docusaurus when the reader goes to a page, before that is loaded. */
export function onRouteUpdate(route: { location: Location; previousLocation: Location | null }) {
  const { location: to, previousLocation: from } = route;
  if (!from) return;
  going = { to, from };
  askAgain();
}

/** Called by Docusaurus when a page is shown. */
export function onRouteDidUpdate() {
  going = undefined;
}

function askAgain() {
  const resumed = [...waiting];
  waiting.clear();
  resumed.forEach((resume) => resume());
}

if (typeof window !== 'undefined') window.addEventListener('online', askAgain);

/**
 * Loads what a page consists of. Docusaurus would load the site anew if that fails, which ends what runs on the page
 * before: here it stays, the reader is told, and the page is asked for again when they next go to one.
 * @param forget called after a failure, which some loaders keep
 */
export async function loadPage(load: () => Promise<unknown>, forget?: () => void): Promise<void> {
  for (;;) {
    try {
      await load();
      return;
    } catch (error) {
      if (typeof window === 'undefined') throw error;
      forget?.();
    }
    const again = new Promise<void>((resolve) => waiting.add(resolve));
    if (going) void tell(going);
    else if (document.documentElement.dataset.hasHydrated !== 'true') setTimeout(askAgain, pause);
    await again;
  }
}

async function tell({ to, from }: { to: Location; from: Location }): Promise<void> {
  if (told === to) return;
  told = to;
  const shown = new Promise((resolve) => setTimeout(resolve, barDelay));
  const [why] = await Promise.all([whyNotLoaded(), shown]);
  // Meanwhile the reader may have gone elsewhere.
  if (going?.to === to) missingPage.set({ to, from, why });
}
