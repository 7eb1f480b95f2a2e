import { memo, useState } from 'react';
import type { SeatNow } from '../../class/room.ts';
import Press from '../Press/Press.tsx';
import { useTrainer, useView } from './context.ts';
import styles from './Lead.module.css';
import { nextPlace, type Spot } from './next-place.ts';
import { labOfPage, pagesByPart, pageTitle, stepsOfPage, stepTitle } from './pages.ts';
import Part from './Part.tsx';
import Submit from './Submit.tsx';
import { useWish } from './useWish.ts';

/** Where the class is, and where it is sent. */
export default function Place({ seats }: { seats: readonly SeatNow[] }) {
  const { drives } = useTrainer();
  const { place } = useView().room;
  const { ask, busy, problem } = useWish();
  const [chosen, setChosen] = useState<Spot>();
  const to = chosen ?? place ?? { page: '/guides/what-a-leaf-node-is' };
  const steps = stepsOfPage(to.page);
  const next = place && nextPlace(place, stepsOfPage(place.page));
  const there = place ? seats.filter(({ beat }) => beat?.page === place.page).length : 0;
  const idle = busy || !drives;
  const send = ({ page, step }: Spot) =>
    ask('place', { page, ...(step !== undefined && { step }) }, () => setChosen(undefined));
  return (
    <Part name="Where the class is" note={place && `${there} of ${seats.length} there`}>
      <p role="status">{place ? spotWords(place) : 'You have sent it nowhere yet.'}</p>
      {next && (
        <div className={styles.next}>
          <Press
            name={`Next: ${nextWords(next, place)}`}
            small
            idle={idle}
            onPress={() => send(next)}
          />
        </div>
      )}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!idle) send(to);
        }}
      >
        <label>
          Page
          <Pages page={to.page} onChoose={setChosen} />
        </label>
        {steps.length > 0 && (
          <label>
            Step
            <select
              value={to.step ?? ''}
              onChange={({ target: { value } }) =>
                setChosen({ page: to.page, ...(value && { step: value }) })
              }
            >
              <option value="">The beginning</option>
              {steps.map((step) => (
                <option key={step} value={step}>
                  {stepTitle(labOfPage(to.page) ?? '', step)}
                </option>
              ))}
            </select>
          </label>
        )}
        <Submit name={busy ? 'Sending…' : 'Send the class there'} primary idle={idle} />
      </form>
      <p role="alert">{problem}</p>
    </Part>
  );
}

function spotWords({ page, step }: Spot): string {
  const lab = labOfPage(page);
  const title = pageTitle(page);
  return step === undefined ? title : `${title}: ${lab ? stepTitle(lab, step) : step}`;
}

/** What comes next: its step alone where the page stays. */
const nextWords = (next: Spot, place: Spot): string =>
  next.page === place.page && next.step !== undefined
    ? stepTitle(labOfPage(next.page) ?? '', next.step)
    : pageTitle(next.page);

/** Drawn once, for there are many. */
const Pages = memo(function Pages(props: { page: string; onChoose: (spot: Spot) => void }) {
  const { page, onChoose } = props;
  const known = [...pagesByPart.values()].some((pages) => pages.some((one) => one.page === page));
  return (
    <select value={page} onChange={({ target }) => onChoose({ page: target.value })}>
      {!known && <option value={page}>{pageTitle(page)}</option>}
      {[...pagesByPart].map(([part, pages]) => (
        <optgroup key={part} label={part}>
          {pages.map((one) => (
            <option key={one.page} value={one.page}>
              {one.label}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
});
