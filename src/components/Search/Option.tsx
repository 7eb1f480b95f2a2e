import Link from '@docusaurus/Link';
import clsx from 'clsx';
import { excerpt, marked, type Piece } from '../../search/excerpt.ts';
import type { Hit } from '../../search/search.ts';
import styles from './Search.module.css';

/** Something that was found: where it is, its heading, and the words in what stands around them. */
export default function Option(props: {
  id: string;
  hit: Hit;
  chosen: boolean;
  onOpen: () => void;
}) {
  const { id, hit, chosen, onOpen } = props;
  const { url, part, page, heading, text, words } = hit;
  const place = [part, page].filter((name) => name && name !== heading).join(' · ');
  return (
    <Link
      to={url}
      id={id}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      className={clsx(styles.option)}
      onClick={({ ctrlKey, metaKey, shiftKey }) => ctrlKey || metaKey || shiftKey || onOpen()}
    >
      <span className={styles.heading}>
        <Pieces pieces={marked(heading, words)} />
      </span>
      {place && <span className={styles.place}>{place}</span>}
      {text && (
        <span className={styles.text}>
          <Pieces pieces={excerpt(text, words)} />
        </span>
      )}
    </Link>
  );
}

const Pieces = ({ pieces }: { pieces: Piece[] }) =>
  pieces.map(({ text, found }, i) => (found ? <mark key={i}>{text}</mark> : text));
