import { Store } from '../../lab/session/store.ts';

/** Under this key a browser keeps the id of the class in which it has a seat. */
const key = 'leafwise.class';

/** The class in which this browser has a seat, if it has one. Read by every page: nothing else of a class is loaded. */
export const keptClass = new Store<string | undefined>(remembered());

/** Notes that this browser has a seat in a class, or in none. */
export function keepClass(id: string | undefined): void {
  try {
    if (id === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, id);
  } catch {
    // Without storage the seat is had until the page is left.
  }
  keptClass.set(id);
}

function remembered(): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}
