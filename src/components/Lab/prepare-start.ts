import type { Topology } from '../../lab/topology/topology.ts';
import { fetchParts, idle } from '../../loading/part.ts';
import { hasLineToSpare } from './line-to-spare.ts';
import { loadTab } from './load-tab.ts';
import { moduleArrived } from './module-arrived.ts';

/** How long the pointer stays on a button, or the page where it was scrolled to, before that counts; in milliseconds. */
const stay = { over: 80, scrolled: 300 };

/** Buttons that start servers in this tab: see `Press`. */
const starters = '[data-starts]';
/** Those that the pointer or the keyboard is at. */
const reached = `${starters}:is(:hover, :focus, :focus-within)`;

/**
 * Has a start prepared once the reader shows that they will start: the pointer or the focus is on a button that starts
 * servers, or such a button of a whole lab has been scrolled into view and the browser is idle. Answers what ends it.
 */
export function watchIntent(topology: Topology): () => void {
  const end = new AbortController();
  const options = { passive: true, signal: end.signal };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const after = (ms: number, act: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
  const prepare = () => void prepareStart(topology);
  const prepareInView = () => {
    void idle().then(() => {
      if (!end.signal.aborted && scrollY > 0 && isLabInView()) prepare();
    });
  };
  const on = ({ target }: Event) => {
    const button = (target as Element).closest(starters);
    if (button) after(stay.over, () => button.matches(reached) && prepare());
  };
  document.addEventListener('pointerover', on, options);
  document.addEventListener('focusin', on, options);
  document.addEventListener('scroll', () => after(stay.scrolled, prepareInView), options);
  // What the reader has done before the page's code was here, no event tells.
  if (document.querySelector(reached)) after(stay.over, prepare);
  else after(stay.scrolled, prepareInView);
  return () => {
    clearTimeout(timer);
    end.abort();
  };
}

const isLabInView = (): boolean =>
  [...document.querySelectorAll(`.button--primary:not(.button--sm)${starters}`)].some((button) => {
    const { top, bottom } = button.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });

let begun = false;

/** Has fetched and compiled what a start waits for, once. What goes wrong, the start tells, which tries again. */
async function prepareStart(topology: Topology): Promise<void> {
  if (begun || !hasLineToSpare()) return;
  begun = true;
  try {
    const { prepareTab } = await loadTab();
    if (!(await prepareTab())) return;
    moduleArrived.update((was) => ({ ...was, whole: true }));
    if (topology.operator)
      await import(/* webpackChunkName: 'credentials' */ '../../lab/credentials/keyring.ts');
    await fetchParts();
  } catch {
    // The start tries again.
  }
}
