import { useColorMode } from '@docusaurus/theme-common';
import { useId, useRef, useState } from 'react';
import type { Series } from '../../lab/monitoring/rates.ts';
import { useLab } from '../Lab/context.ts';
import Chart from './Chart.tsx';
import styles from './Rates.module.css';
import { dashWords } from './strokes.ts';
import { measures, type Measure, useBooks } from './useBooks.ts';

/** The measure that the reader chose, as a chart and as a table of the same values. */
export default function Charts() {
  const { session } = useLab();
  const { colorMode } = useColorMode();
  const area = useRef<HTMLDivElement>(null);
  const books = useBooks(session, area);
  const [measure, setMeasure] = useState<Measure>('messages');
  const name = useId();
  const book = books[measure];
  return (
    <div ref={area}>
      <fieldset className={styles.choice}>
        <legend className="only-heard">Curves to draw</legend>
        {Object.entries(measures).map(([each, { label }]) => (
          <label key={each}>
            <input
              type="radio"
              name={name}
              checked={each === measure}
              onChange={() => setMeasure(each as Measure)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      {book.times.length === 0 ? (
        <p className={styles.rest}>Reading the links and the streams…</p>
      ) : book.series.length === 0 ? (
        <p className={styles.rest}>{measures[measure].empty}</p>
      ) : (
        <div className={styles.both}>
          <Chart
            key={`${measure} ${colorMode} ${book.series.map(({ key }) => key).join('|')}`}
            book={book}
          />
          <Table series={book.series} measure={measure} />
          <p className={styles.since}>
            Drawn since you opened this.{measures[measure].counts && ' In all: since the start.'}
          </p>
        </div>
      )}
    </div>
  );
}

function Table({ series, measure }: { series: readonly Series[]; measure: Measure }) {
  const { label, unit, counts } = measures[measure];
  return (
    <table className={styles.table}>
      <caption className="only-heard">{label}</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Now</th>
          <th scope="col">Peak</th>
          {counts && <th scope="col">In all</th>}
        </tr>
      </thead>
      <tbody>
        {series.map(({ key, index, values, peak, total }) => (
          <tr key={key}>
            <th scope="row">
              <span aria-hidden="true" data-series={index % 6} className={styles.swatch} /> {key}
              <span className="only-heard">, {dashWords(index)}</span>
            </th>
            <td>{shown(values.at(-1), unit)}</td>
            <td>{shown(peak, unit)}</td>
            {counts && <td>{Math.round(total).toLocaleString('en')}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A counter that has been read once has no rate yet. */
const shown = (value: number | null | undefined, unit: string): string =>
  typeof value !== 'number' ? '–' : `${Math.round(value).toLocaleString('en')}${unit}`;
