import { encode } from 'uqr';
import styles from './Door.module.css';

/** A link as a QR code, dark on light in every theme: cameras read no other. */
export default function Qr({ link }: { link: string }) {
  const { data, size } = encode(link, { border: 3 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="QR code of the link for attendees"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
