import { Store } from '../../lab/session/store.ts';

/** When each step of each lab was done, as `<lab>/<step>` and an ISO date. On this device alone. */
export type Progress = Readonly<Record<string, string>>;

const key = 'leafwise.progress';

const nothing: Progress = {};

/** The steps that the reader has done; none while the page is built. */
export const progress = new Store<Progress>(remembered());

/** Whether this browser keeps what a page of the site stores; so while the page is built. */
export function keepsProgress(): boolean {
  if (typeof document === 'undefined') return true;
  try {
    localStorage.setItem(`${key}.tried`, '');
    localStorage.removeItem(`${key}.tried`);
    return true;
  } catch {
    return false;
  }
}

/** Notes that a step is done, once. */
export function done(lab: string, step: string): void {
  const name = `${lab}/${step}`;
  if (progress.get()[name]) return;
  keep({ ...progress.get(), [name]: new Date().toISOString() });
}

/** Forgets the steps done in a lab; in all labs, if none is named. */
export function forget(lab?: string): void {
  const others = Object.entries(progress.get()).filter(
    ([name]) => lab !== undefined && !name.startsWith(`${lab}/`),
  );
  keep(Object.fromEntries(others));
}

function keep(next: Progress): void {
  progress.set(next);
  try {
    localStorage.setItem(key, JSON.stringify(next));
  } catch {
    // A browser without storage forgets progress with the page.
  }
}

function remembered(): Progress {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as unknown;
    return typeof kept === 'object' && kept !== null ? (kept as Progress) : nothing;
  } catch {
    // No storage, no browser, or something else under our name.
    return nothing;
  }
}
