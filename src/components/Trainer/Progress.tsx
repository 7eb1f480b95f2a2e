import clsx from 'clsx';
import { useState } from 'react';
import { busiestLab, doneCounts } from '../../class/lag.ts';
import type { SeatNow } from '../../class/room.ts';
import { barOf, byLag, ticksOf, widthOf, type Bar } from './bars.ts';
import BarRow from './BarRow.tsx';
import { useTrainer, useView } from './context.ts';
import { labOfPage, labTitle, lessons, stepTitle } from './pages.ts';
import styles from './Progress.module.css';
import legend from './Legend.module.css';
import ProgressTable from './ProgressTable.tsx';
import { useGradually } from './useGradually.ts';
import { useNow } from './useNow.ts';
import { countWords } from './words.ts';

/** How all have come through a lab: that at which the class is, unless the trainer looks at another. */
export default function Progress({ seats }: { seats: readonly SeatNow[] }) {
  const { nameOf } = useTrainer();
  const { place } = useView().room;
  const [chosen, setChosen] = useState<string>();
  const now = useNow(5000);
  const begun = [...new Set(seats.flatMap(({ labs }) => [...labs.keys()]))];
  const here = place && labOfPage(place.page);
  const lab = chosen ?? here ?? busiestLab(seats);
  if (lab === undefined)
    return (
      <p className={styles.empty}>
        A bar for each attendee appears here once a lab is started. Send the class to one, under
        “Where the class is”.
      </p>
    );
  const lesson = lessons.get(lab);
  const planned = lesson?.minutes ?? 15;
  const bars = byLag(seats.flatMap((seat) => barOf(seat, lab, lesson, now) ?? []));
  const begunHere = new Set(bars.map(({ id }) => id));
  const waiting = seats.filter(({ id }) => !begunHere.has(id));
  const names = new Map(seats.map((seat) => [seat.id, nameOf(seat)]));
  const width = widthOf(bars, planned);
  const choices = [...new Set([lab, ...(here ? [here] : []), ...begun])];
  return (
    <section aria-label="Progress">
      <div className={styles.top}>
        <label>
          Lab
          <select value={lab} onChange={({ target }) => setChosen(target.value)}>
            {choices.map((one) => (
              <option key={one} value={one}>
                {labTitle(one)}
              </option>
            ))}
          </select>
        </label>
        <p>{summary(bars, planned)}</p>
      </div>
      <Steps seats={seats} lab={lab} steps={lesson?.steps ?? []} />
      {bars.length > 0 && (
        <>
          <Legend />
          <Axis width={width} planned={planned} />
          <Bars bars={bars} names={names} lab={lab} width={width} planned={planned} />
        </>
      )}
      {waiting.length > 0 && (
        <p className={styles.faint}>
          Not begun: {waiting.map(({ id }) => names.get(id)).join(', ')}
        </p>
      )}
      <ProgressTable bars={bars} names={names} lab={lab} steps={lesson?.steps ?? []} />
    </section>
  );
}

function Bars(props: {
  bars: readonly Bar[];
  names: ReadonlyMap<string, string>;
  lab: string;
  width: number;
  planned: number;
}) {
  const { bars, names, lab, width, planned } = props;
  return useGradually(bars).map((bar) => (
    <BarRow
      key={bar.id}
      bar={bar}
      name={names.get(bar.id)!}
      lab={lab}
      width={width}
      planned={planned}
    />
  ));
}

function summary(bars: readonly Bar[], planned: number): string {
  const done = bars.filter((bar) => bar.done === bar.steps).length;
  const late = bars.filter(({ behind }) => behind > 0).length;
  return [
    `${planned} minutes planned`,
    `${done} of ${countWords(bars.length, 'attendee')} done`,
    ...(late > 0 ? [`${late} behind`] : []),
  ].join(' · ');
}

/** How many have passed each step. */
function Steps(props: { seats: readonly SeatNow[]; lab: string; steps: readonly string[] }) {
  const { seats, lab, steps } = props;
  const counts = doneCounts(seats, lab, steps);
  return (
    <ol className={styles.steps} aria-label="Passed each step">
      {steps.map((step, at) => (
        <li key={step}>
          <span className={styles.number}>{at + 1}</span>
          <span>{stepTitle(lab, step)}</span>
          <span className={styles.count}>
            {counts[at]} of {seats.length}
          </span>
          <i
            aria-hidden="true"
            style={{ inlineSize: `${(100 * counts[at]!) / Math.max(1, seats.length)}%` }}
          />
        </li>
      ))}
    </ol>
  );
}

function Axis({ width, planned }: { width: number; planned: number }) {
  return (
    <div className={styles.axis} aria-hidden="true">
      <span />
      <svg>
        {ticksOf(width)
          .filter((minute) => Math.abs(minute - planned) > width / 10)
          .map((minute) => (
            <text
              key={minute}
              x={`${(100 * minute) / width}%`}
              y="13"
              textAnchor={minute ? 'middle' : 'start'}
            >
              {minute}
            </text>
          ))}
        <text
          className={styles.planned}
          x={`${(100 * planned) / width}%`}
          y="13"
          textAnchor="middle"
        >
          {planned} planned
        </text>
      </svg>
      <span>minutes since each began</span>
    </div>
  );
}

function Legend() {
  return (
    <p className={clsx(legend.legend, styles.legend)}>
      <span>
        <i data-of="done" /> a step that passed
      </span>
      <span>
        <i data-of="now" /> the step of now
      </span>
      <span>
        <b>?</b> hint
      </span>
      <span>
        <b data-of="shown">!</b> solution shown
      </span>
      <span>
        <b data-of="caught-up">»</b> caught up
      </span>
    </p>
  );
}
