import type { FirstStart } from './useFirstStart.ts';

/** Says beside a button that needs servers what a press does before they run. */
export default function BeforeStart({ first }: { first: FirstStart }) {
  return (
    <>
      {first.words}
      {first.arrived && <span aria-hidden="true"> {first.arrived}</span>}
    </>
  );
}
