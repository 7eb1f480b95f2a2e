import Link from '@docusaurus/Link';
import clsx from 'clsx';
import { useSyncExternalStore } from 'react';
import { keepsProgress, progress, type Progress } from '../Lab/progress.ts';
import SmallMap from '../SmallMap/SmallMap.tsx';
import ForgetAll from './ForgetAll.tsx';
import styles from './LabList.module.css';
import { doneIn, nextLab } from './standing.ts';
import { useLabs, type DrawnLab } from './useLabs.ts';

const nothing: Progress = {};
const never = () => () => {};

/** All labs in their order, how far the reader is in each on this device, and which to do next. */
export default function LabList() {
  const labs = useLabs();
  const done = useSyncExternalStore(progress.subscribe, progress.get, () => nothing);
  const keeps = useSyncExternalStore(never, keepsProgress, () => true);
  const next = nextLab(labs, done);
  const steps = labs.reduce((sum, lab) => sum + lab.steps.length, 0);
  const stepsDone = labs.reduce((sum, lab) => sum + doneIn(lab, done), 0);
  return (
    <>
      <div className={styles.summary} data-page-only>
        <p role="status">
          {stepsDone} of {steps} steps done, on this device.{' '}
          {next ? (
            <>
              {doneIn(next, done) > 0 ? 'Continue with' : stepsDone > 0 ? 'Next' : 'Begin with'}:{' '}
              <Link to={next.href}>{next.title}</Link>
            </>
          ) : (
            'That is all of them.'
          )}
        </p>
        {!keeps && (
          <p>This browser lets the site store nothing: your progress goes with the page.</p>
        )}
        {stepsDone > 0 && <ForgetAll steps={stepsDone} />}
      </div>
      <ol className={styles.labs}>
        {labs.map((lab, i) => (
          <Lab
            key={lab.name}
            lab={lab}
            number={i + 1}
            done={doneIn(lab, done)}
            isNext={lab === next}
          />
        ))}
      </ol>
    </>
  );
}

function Lab(props: { lab: DrawnLab; number: number; done: number; isNext: boolean }) {
  const { lab, number, done, isNext } = props;
  const { title, href, goal, minutes, steps, topology } = lab;
  const all = done === steps.length;
  const facts = [
    ...(minutes === undefined ? [] : [`${minutes} minutes`]),
    done > 0 ? `${done} of ${steps.length} steps done` : `${steps.length} steps`,
  ];
  return (
    <li className={styles.lab} data-state={all ? 'done' : isNext ? 'next' : 'left'}>
      {/* For a pointer: the title is the link for all others. */}
      <Link to={href} className={clsx(styles.map)} aria-hidden="true" tabIndex={-1}>
        <SmallMap topology={topology} />
        <span className={styles.number}>{all ? '✓' : number}</span>
      </Link>
      <div>
        <Link to={href} className={clsx(styles.title)}>
          {title}
        </Link>
        <p>{goal}</p>
        <p className={styles.facts}>
          {facts.join(' · ')}
          {isNext && <strong data-page-only>{done > 0 ? 'go on here' : 'next'}</strong>}
        </p>
      </div>
    </li>
  );
}
