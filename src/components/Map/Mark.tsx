import clsx from 'clsx';
import type { ReactNode } from 'react';
import { markWords, type MarkKind } from './mark-kinds.ts';
import styles from './Mark.module.css';

/** Each shape is drawn around 0,0 and stays within 6 units of it. */
const shapes: Record<MarkKind, ReactNode> = {
  message: <circle r="5" />,
  reply: (
    <>
      <circle r="4.4" className={styles.open} />
      <path d="M0-4.4a4.4 4.4 0 0 0 0 8.8Z" />
    </>
  ),
  api: <path d="M0-6.2 5.4 0 0 6.2-5.4 0Z" />,
  replication: <path d="M0-5.4 5.8 4.6H-5.8Z" />,
  ack: <path d="M-4 .4-1.2 3.2 4-3" className={styles.line} />,
  quiet: <circle r="1.8" />,
  refused: (
    <path d="M-4.2-4.2 4.2 4.2M4.2-4.2-4.2 4.2" className={clsx(styles.line, styles.bold)} />
  ),
  interest: <circle r="4" className={styles.open} />,
  handshake: <path d="M-4-4H4V4H-4Z" className={styles.open} />,
};

/** The shape alone, for use inside an `<svg>`. */
export function MarkShape({ kind }: { kind: MarkKind }) {
  return <g className={styles[kind]}>{shapes[kind]}</g>;
}

/** The mark as text-high glyph. It is named for screen readers unless the words stand beside it. */
export default function Mark({
  kind,
  decorative = false,
}: {
  kind: MarkKind;
  decorative?: boolean;
}) {
  const name = decorative
    ? { 'aria-hidden': true }
    : { role: 'img', 'aria-label': markWords[kind] };
  return (
    <svg className={styles.glyph} viewBox="-7 -7 14 14" {...name}>
      <MarkShape kind={kind} />
    </svg>
  );
}
