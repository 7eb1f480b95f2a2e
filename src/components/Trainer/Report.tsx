import Link from '@docusaurus/Link';
import type { LabState } from '../../class/records.ts';
import { labTitle, lessons, stepTitle } from './pages.ts';
import { reportOf, type LabReport } from './report.ts';
import styles from './Report.module.css';
import { countWords } from './words.ts';

interface ReportProps {
  name: string;
  /** The name of the class. */
  of: string;
  labs: Iterable<LabState>;
  /** When it was joined. */
  joined: number | undefined;
}

/** What an attendee did in a class, with links back; printed, it is a certificate. */
export default function Report({ name, of, labs, joined }: ReportProps) {
  const reports = reportOf(labs, lessons);
  const done = reports.reduce((sum, one) => sum + one.done, 0);
  const begun = reports.filter((one) => one.done > 0).length;
  return (
    <article className={styles.report} aria-label={`What ${name} did`}>
      <header>
        <p className={styles.brand}>Leafwise</p>
        <h2>{name}</h2>
        <p>
          took part in “{of}”
          {joined !== undefined && <> on {new Date(joined).toLocaleDateString([], dateForm)}</>},
          and passed {countWords(done, 'step')} in {countWords(begun, 'lab')}.
        </p>
      </header>
      {reports.map((report) => (
        <Lab key={report.lab} report={report} />
      ))}
      <p className={styles.note}>
        A step passes when the attendee’s own nats-servers show that it is done. No step is passed
        by a claim.
      </p>
      <p className={styles.sign} aria-hidden="true">
        Trainer
      </p>
    </article>
  );
}

const dateForm = { day: 'numeric', month: 'long', year: 'numeric' } as const;

function Lab({ report: { lab, steps, done, minutes } }: { report: LabReport }) {
  const page = lessons.get(lab)?.page;
  return (
    <section data-done={done > 0}>
      <h3>
        {page === undefined ? labTitle(lab) : <Link to={page}>{labTitle(lab)}</Link>}
        <span>
          {done} of {steps.length}
          {minutes !== undefined && `, in ${minutes} min`}
        </span>
      </h3>
      <ul>
        {steps.map((step) => (
          <li key={step.id} data-done={step.done !== undefined}>
            {page === undefined ? (
              stepTitle(lab, step.id)
            ) : (
              <Link to={`${page}#${step.id}`}>{stepTitle(lab, step.id)}</Link>
            )}
            <span>{helpWords(step)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const helpWords = ({ hints, shown }: { hints: number; shown: boolean }) =>
  [
    ...(hints > 0 ? [countWords(hints, 'hint')] : []),
    ...(shown ? ['the solution was shown'] : []),
  ].join(', ');
