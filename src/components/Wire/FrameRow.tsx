import clsx from 'clsx';
import { memo } from 'react';
import { classify } from '../../lab/wire/classify.ts';
import Mark from '../Map/Mark.tsx';
import { markOf } from '../Map/frame-marks.ts';
import type { Row } from './rows.ts';
import styles from './Wire.module.css';

interface RowProps {
  id: string;
  row: Row;
  /** Its place in the grid, the head counted as the first. */
  place: number;
  active: boolean;
  open: boolean;
  onOpen: (row: Row) => void;
  /** The position of the row; in print, a row follows the one before. */
  style?: { blockSize: number; transform: string };
}

/** One frame or refusal: its way, its operation and subject, and its meaning. */
export default memo(function FrameRow({ id, row, place, active, open, onOpen, style }: RowProps) {
  const { where, op, subject, text } = wordsOf(row);
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={place}
      aria-selected={open}
      className={clsx(styles.row, active && styles.active, open && styles.open)}
      style={style}
      onClick={() => onOpen(row)}
    >
      <span role="gridcell" className={styles.direction}>
        {where}
      </span>
      <span role="gridcell" className={styles.frame}>
        <Mark kind={row.type === 'frame' ? markOf(row.event) : 'refused'} />{' '}
        {/* The click is the row's; the grid is worked by its own keys. */}
        <button type="button" tabIndex={-1}>
          <code>{op}</code> <code title={subject}>{subject}</code>
        </button>
      </span>
      <span role="gridcell" className={styles.meaning} title={text}>
        {text}
      </span>
    </div>
  );
});

function wordsOf(row: Row) {
  if (row.type === 'refusal') {
    const { server, subject, rule, what } = row.refusal;
    const text = `${what === 'message' ? 'Message not sent on' : 'Interest not told'}: ${rule}.`;
    return { where: `at ${server}`, op: 'refused', subject, text };
  }
  const { from, to, op, subject = '' } = row.event;
  return { where: `${from} → ${to}`, op, subject, text: classify(row.event).text };
}
