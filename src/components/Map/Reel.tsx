import clsx from 'clsx';
import type { ListedReel } from './reels.ts';
import styles from './Reel.module.css';
import { fit } from './text.ts';

/** The width of a character of the name, for letters of size 1. */
const letter = 0.6;

/** The sign of a stream; the one of the leader of its replicas is filled. */
export function ReelSign({ leads, x, y }: { leads: boolean | undefined; x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`} className={clsx(styles.reel, leads && styles.leads)}>
      <circle r="6.6" />
      <circle r="1.6" className={styles.hub} />
      <path d="M0-4.6V-3M4 2.3 2.6 1.5M-4 2.3-2.6 1.5" />
    </g>
  );
}

/** A stream in its station: a reel, its name, how many messages it holds. */
export default function Reel({
  reel: { stream, waits, told },
  width,
  y,
  fontSize,
}: {
  reel: Omit<ListedReel, 'row'>;
  width: number;
  y: number;
  fontSize: number;
}) {
  const { name, messages, mirrorOf, leads } = stream;
  const letterWidth = letter * fontSize;
  const count = String(messages);
  const roomBeside = (origin: string) =>
    width - 34 - 13 - (count.length + origin.length + 2) * letterWidth;
  // The words, where they leave room for the name.
  const said = [
    ...(waits && !told ? [waits.brief] : []),
    ...(mirrorOf === undefined ? [] : ['mirror']),
    ...(leads ? ['leader'] : []),
  ];
  const fits = said.find((word) => roomBeside(word) >= name.length * letterWidth);
  const origin = fits ?? (mirrorOf === undefined ? '' : '▲');
  const room = roomBeside(origin);
  return (
    <g>
      <ReelSign leads={leads} x={20} y={y} />
      {room > 30 && (
        <text x="34" y={y + fontSize * 0.32} className={styles.name}>
          {fit(name, room, letterWidth)}
        </text>
      )}
      <text x={width - 13} y={y + fontSize * 0.32} className={styles.count}>
        {origin && (
          <tspan dx="-8" className={clsx(styles.origin, waits && !told && styles.waits)}>
            {origin}{' '}
          </tspan>
        )}
        {count}
      </text>
    </g>
  );
}
