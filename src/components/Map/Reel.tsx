import styles from './Reel.module.css';
import { fit } from './text.ts';
import type { StreamOnMap } from './types.ts';

/** The width of a character of the name. */
const letterWidth = 8.4;

/** A stream in its station: a reel, its name, how many messages it holds. */
export default function Reel({
  stream,
  width,
  y,
}: {
  stream: StreamOnMap;
  width: number;
  y: number;
}) {
  const { name, messages, mirrorOf } = stream;
  const count = String(messages);
  const roomBeside = (origin: string) =>
    width - 34 - 13 - (count.length + origin.length + 2) * letterWidth;
  // The word, where it leaves room for the name.
  const worded = roomBeside('mirror') >= name.length * letterWidth;
  const origin = mirrorOf === undefined ? '' : worded ? 'mirror' : '▲';
  const room = roomBeside(origin);
  return (
    <g>
      <g transform={`translate(20 ${y})`} className={styles.reel}>
        <circle r="6.6" />
        <circle r="1.6" className={styles.hub} />
        <path d="M0-4.6V-3M4 2.3 2.6 1.5M-4 2.3-2.6 1.5" />
      </g>
      {room > 30 && (
        <text x="34" y={y + 4.5} className={styles.name}>
          {fit(name, room, letterWidth)}
        </text>
      )}
      <text x={width - 13} y={y + 4.5} className={styles.count}>
        {origin && (
          <tspan dx="-8" className={styles.origin}>
            {origin}{' '}
          </tspan>
        )}
        {count}
      </text>
    </g>
  );
}
