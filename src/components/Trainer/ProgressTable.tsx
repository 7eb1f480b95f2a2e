import { useState } from 'react';
import Press from '../Press/Press.tsx';
import type { Bar } from './bars.ts';
import { stepTitle } from './pages.ts';
import styles from './Progress.module.css';

/** What the bars show, as a table. */
export default function ProgressTable(props: {
  bars: readonly Bar[];
  names: ReadonlyMap<string, string>;
  lab: string;
  steps: readonly string[];
}) {
  const { bars, names, lab, steps } = props;
  const [open, setOpen] = useState(false);
  if (bars.length === 0) return null;
  return (
    <div className={styles.asTable}>
      <Press
        name={open ? 'Without the table' : 'As a table'}
        small
        expanded={open}
        onPress={() => setOpen(!open)}
      />
      {open && (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Progress as a table">
          <table>
            <thead>
              <tr>
                <th scope="col">Attendee</th>
                {steps.map((step) => (
                  <th key={step} scope="col">
                    {stepTitle(lab, step)}
                  </th>
                ))}
                <th scope="col">Hints</th>
                <th scope="col">Solutions</th>
                <th scope="col">Behind</th>
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.id}>
                  <th scope="row">{names.get(bar.id)}</th>
                  {steps.map((step) => {
                    const span = bar.spans.find((one) => one.step === step);
                    return (
                      <td key={step}>
                        {span ? (span.done ? `${Math.round(span.to)} min` : 'at it') : '–'}
                      </td>
                    );
                  })}
                  <td>{bar.helps.filter(({ what }) => what === 'hint').length}</td>
                  <td>{bar.helps.filter(({ what }) => what !== 'hint').length}</td>
                  <td>{bar.behind > 0 ? `${bar.behind} min` : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
