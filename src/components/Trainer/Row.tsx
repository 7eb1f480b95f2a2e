import { memo } from 'react';
import Press from '../Press/Press.tsx';
import { labTitle, pageTitle, stepTitle } from './pages.ts';
import { isSameRow, type RosterRow } from './roster.ts';
import styles from './Roster.module.css';
import SeatActs from './SeatActs.tsx';

interface RowProps {
  row: RosterRow;
  name: string;
  open: boolean;
  /** Takes the id of the seat whose acts are shown, or none. */
  onOpen: (id: string | undefined) => void;
}

/** An attendee in the roster. Drawn again only when something changes that it shows. */
export default memo(
  Row,
  (a, b) =>
    a.name === b.name && a.open === b.open && a.onOpen === b.onOpen && isSameRow(a.row, b.row),
);

function Row({ row, name, open, onOpen }: RowProps) {
  return (
    <div role="row" className={styles.row} data-hand={row.hand !== '' || undefined}>
      <div role="rowheader" className={styles.who} data-presence={row.presence}>
        <b>{name}</b>
        <span className={styles.faint}>{linkWords(row)}</span>
      </div>
      <div role="cell" className={styles.where}>
        <Where row={row} />
      </div>
      <div role="cell" className={styles.failing}>
        {row.failing ? (
          <>
            {row.failing} <span className={styles.faint}>for {row.failingSince}</span>
          </>
        ) : (
          row.lab && row.step === '' && <span className={styles.well}>✓ All steps pass</span>
        )}
      </div>
      <div role="cell" className={styles.acts}>
        {row.hand && (
          <span className={styles.hand}>
            Hand up <span className={styles.faint}>{row.hand}</span>
          </span>
        )}
        <Press
          name={open ? 'Less' : 'More'}
          label={`${open ? 'Less' : 'More'} about ${name}`}
          small
          expanded={open}
          onPress={() => onOpen(open ? undefined : row.id)}
        />
      </div>
      {open && <SeatActs id={row.id} name={name} onGone={() => onOpen(undefined)} />}
    </div>
  );
}

function Where({ row }: { row: RosterRow }) {
  const { lab, steps, step, page, behind } = row;
  const looksAt = page && (
    <span className={styles.faint}>
      {row.following ? 'looks at' : 'went to'} {pageTitle(page)}
    </span>
  );
  if (!lab) return looksAt || <span className={styles.faint}>No page told yet</span>;
  const done = steps.filter(Boolean).length;
  return (
    <>
      <span>
        {labTitle(lab)}
        {!row.running && step && <span className={styles.faint}> (stopped)</span>}
        {behind > 0 && <span className={styles.behind}> {behind} min behind</span>}
      </span>
      <span className={styles.progress}>
        <span className={styles.pips} role="img" aria-label={`${done} of ${steps.length} steps`}>
          {steps.map((one, at) => (
            <i key={at} data-done={one || undefined} />
          ))}
        </span>
        {step && <span>{stepTitle(lab, step)}</span>}
      </span>
      {page && !page.endsWith(`/${lab}`) && looksAt}
    </>
  );
}

function linkWords({ presence, silent, roundTrip, leaf }: RosterRow): string {
  switch (presence) {
    case 'unheard':
      return 'not heard yet';
    case 'unknown':
      return 'not known: the hub is not reached';
    case 'away':
      return silent ? `away for ${silent}` : 'away';
    case 'here': {
      const parts = [
        ...(roundTrip === undefined ? ['connected'] : [`${roundTrip} ms`]),
        ...(leaf ? ['a leaf'] : []),
        ...(silent ? [`quiet for ${silent}`] : []),
      ];
      return parts.join(' · ');
    }
  }
}
