import type { FirstStart } from './useFirstStart.ts';

/** Says beside a button that needs servers what a press does before they run. */
export default function BeforeStart({ first }: { first: FirstStart }) {
  return (
    <>
      {first.words}
      {/* Of the same news at each button of a page, a screen reader would read out all. */}
      {first.size && <span aria-live="off">{first.size}</span>}
      {first.arrived && <span aria-hidden="true"> {first.arrived}</span>}
    </>
  );
}
