import Link from '@docusaurus/Link';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { excerpt, marked } from '../../search/excerpt.ts';
import type { Hit } from '../../search/search.ts';
import Pieces from './Pieces.tsx';
import styles from './Search.module.css';

/** A page that was found: its title, its part of the site, what it says; below, its parts that say more. */
export default function PageOptions(props: {
  hit: Hit;
  /** The place of the page among all options; its parts follow it. */
  first: number;
  optionId: (i: number) => string;
  chosen: number;
  onOpen: () => void;
}) {
  const { hit, first, optionId, chosen, onOpen } = props;
  const { title, part, text, parts, stems } = hit;
  const option = (i: number, to: string, className: string | undefined, children: ReactNode) => (
    <Link
      key={to}
      to={to}
      id={optionId(i)}
      role="option"
      aria-selected={i === chosen}
      tabIndex={-1}
      className={clsx(styles.option, className)}
      onClick={({ ctrlKey, metaKey, shiftKey }) => ctrlKey || metaKey || shiftKey || onOpen()}
    >
      {children}
    </Link>
  );
  const [page, ...addresses] = addressesOf(hit);
  return (
    <div role="group" aria-label={title} className={styles.page}>
      {option(
        first,
        page!,
        undefined,
        <>
          <span className={styles.heading}>
            <Pieces pieces={marked(title, stems)} />
          </span>
          {part && <span className={styles.place}>{part}</span>}
          {text && (
            <span className={styles.text}>
              <Pieces pieces={excerpt(text, stems)} />
            </span>
          )}
        </>,
      )}
      {parts.map(({ heading }, i) =>
        option(
          first + 1 + i,
          addresses[i]!,
          styles.part,
          <Pieces pieces={marked(heading, stems)} />,
        ),
      )}
    </div>
  );
}

/** Where the options of a page lead: to the page, and to its parts. */
export const addressesOf = ({ url, parts }: Hit): string[] => [
  url,
  ...parts.map(({ id }) => `${url}#${id}`),
];
