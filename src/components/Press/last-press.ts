/** The last press of the reader on this page, by a pointer or a key. */
interface LastPress {
  /** Milliseconds of the page's clock. */
  at: number;
  /** The place on the screen; absent for a key. */
  place?: { x: number; y: number };
}

/** How long a press may still be one half of a double click, in milliseconds. */
const recent = 1500;

/** How far a hand moves between two clicks, in pixels. */
const slack = 4;

let last: LastPress | undefined;

if (typeof document !== 'undefined') {
  const options = { capture: true, passive: true };
  const note = (press: Omit<LastPress, 'at'>) => {
    // A press before the page is live is kept, and done once it is: see early-press.js.
    const isLive = document.documentElement.dataset['hasHydrated'] === 'true';
    if (isLive) last = { at: performance.now(), ...press };
  };
  const byPointer = ({ clientX: x, clientY: y }: PointerEvent) => note({ place: { x, y } });
  const byKey = ({ key }: KeyboardEvent) => {
    if (key === 'Enter' || key === ' ') note({});
  };
  document.addEventListener('pointerdown', byPointer, options);
  document.addEventListener('keydown', byKey, options);
}

/** Whether an element lies where the reader has pressed just now, so that a second press would hit it. */
export function isUnderLastPress(element: HTMLElement): boolean {
  if (!last || performance.now() - last.at > recent) return false;
  // The focus of a button that is gone may be given to this one.
  if (!last.place) return [element, document.body].includes(document.activeElement as HTMLElement);
  const { x, y } = last.place;
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const near = (from: number, at: number, to: number) => at > from - slack && at < to + slack;
  return near(left, x, right) && near(top, y, bottom);
}
