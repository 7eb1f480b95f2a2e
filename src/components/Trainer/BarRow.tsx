import { memo } from 'react';
import type { Bar, Help } from './bars.ts';
import { stepTitle } from './pages.ts';
import styles from './Progress.module.css';

interface BarRowProps {
  bar: Bar;
  name: string;
  lab: string;
  /** In minutes: how wide all bars are, and what was planned. */
  width: number;
  planned: number;
}

/** The bar of an attendee. Drawn again only where it looks different. */
export default memo(
  BarRow,
  (a, b) =>
    a.name === b.name &&
    a.lab === b.lab &&
    a.width === b.width &&
    a.planned === b.planned &&
    JSON.stringify(a.bar) === JSON.stringify(b.bar),
);

function BarRow({ bar, name, lab, width, planned }: BarRowProps) {
  const x = (minutes: number) => `${Math.min(100, (100 * minutes) / width)}%`;
  const long = (from: number, to: number) =>
    `${Math.max(0, (100 * (Math.min(to, width) - Math.min(from, width))) / width)}%`;
  return (
    <div className={styles.bar}>
      <b className={styles.name}>{name}</b>
      <svg role="img" aria-label={barWords(bar, lab)}>
        <line className={styles.plan} x1={x(planned)} x2={x(planned)} y1="0" y2="100%" />
        {bar.spans.map(({ number, step, from, to, done }) => (
          <g key={step} className={done ? styles.done : styles.now}>
            <title>{`${number}. ${stepTitle(lab, step)}: ${Math.round(to - from)} min`}</title>
            <rect
              x={x(from)}
              y="4"
              width={long(from, to)}
              height="20"
              data-even={number % 2 === 0}
            />
            {(to - from) / width > 0.025 && from < width && (
              <text x={x(from)} y="18.5" dx="5">
                {number}
              </text>
            )}
          </g>
        ))}
        {bar.helps.map((help, at) => (
          <Mark key={at} help={help} x={x(help.at)} lab={lab} />
        ))}
        {bar.minutes > width && (
          <text className={styles.more} x="100%" y="18.5" dx="-4" textAnchor="end">
            → {Math.round(bar.minutes)} min
          </text>
        )}
      </svg>
      <span className={styles.standing}>
        {bar.done} of {bar.steps}
        {bar.done === bar.steps ? (
          <span className={styles.well}> ✓ {Math.round(bar.minutes)} min</span>
        ) : (
          bar.behind > 0 && <span className={styles.behind}> {bar.behind} min behind</span>
        )}
      </span>
    </div>
  );
}

const signs: Record<Help['what'], string> = { hint: '?', shown: '!', 'caught-up': '»' };
const helpWords: Record<Help['what'], string> = {
  hint: 'hint',
  shown: 'solution shown',
  'caught-up': 'caught up',
};

function Mark({ help, x, lab }: { help: Help; x: string; lab: string }) {
  return (
    <g className={styles.mark} data-of={help.what}>
      <title>{`${helpWords[help.what]} at ${Math.round(help.at)} min: ${stepTitle(lab, help.step)}`}</title>
      <circle cx={x} cy="14" r="7" />
      <text x={x} y="18" textAnchor="middle">
        {signs[help.what]}
      </text>
    </g>
  );
}

function barWords({ spans, helps, done, steps, behind }: Bar, lab: string): string {
  const passed = spans
    .filter((span) => span.done)
    .map(({ step, to }) => `${stepTitle(lab, step)} at ${Math.round(to)} min`);
  const now = spans.find((span) => !span.done);
  return [
    `${done} of ${steps} steps`,
    ...passed,
    ...(now ? [`now at ${stepTitle(lab, now.step)}`] : []),
    ...helps.map(({ what, at }) => `${helpWords[what]} at ${Math.round(at)} min`),
    ...(behind > 0 ? [`${behind} min behind`] : []),
  ].join('; ');
}
