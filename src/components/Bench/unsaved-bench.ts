/**
 * The browser ends a page before its database has answered. What was written in the last moment of a page is therefore
 * noted where that is done at once, and comes into the database when the benches are opened again.
 */
const prefix = 'leafwise-bench-unsaved ';

/** Notes a bench that the page may not live to keep. */
export function noteUnsaved(id: string, bench: unknown): void {
  try {
    localStorage.setItem(prefix + id, JSON.stringify(bench));
  } catch {
    // There is no storage, or no room: what was kept before stays.
  }
}

/** Forgets what was noted of a bench. */
export function forgetUnsaved(id: unknown): void {
  try {
    localStorage.removeItem(`${prefix}${String(id)}`);
  } catch {
    // There is no storage, so nothing was noted.
  }
}

/** Takes what was noted of benches out of the notes. Anything may have written it. */
export function takeUnsaved(): unknown[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    return keys.flatMap((key) => {
      const text = localStorage.getItem(key);
      localStorage.removeItem(key);
      return text === null ? [] : [read(text)];
    });
  } catch {
    return [];
  }
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
