const key = 'leafwise-reach-subjects';
const first = 'orders.new';

/** The subjects that were last typed in this visit. */
export function keptSubjects(): string {
  try {
    return sessionStorage.getItem(key) ?? first;
  } catch {
    return first;
  }
}

/** Keeps subjects for the visit. */
export function keepSubjects(typed: string): void {
  try {
    sessionStorage.setItem(key, typed);
  } catch {
    // A browser may refuse storage: they then last as long as the tab of the page.
  }
}
