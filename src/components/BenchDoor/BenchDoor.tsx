import Link from '@docusaurus/Link';
import type { MouseEventHandler } from 'react';
import { benchHref, type OwnNetwork } from '../../site-data/bench-href.ts';
import styles from './BenchDoor.module.css';

interface Props {
  /** Left out for one that only its page has: then `onClick` leads on. */
  of?: OwnNetwork | undefined;
  onClick?: MouseEventHandler<HTMLAnchorElement>;
}

/** A quiet link that opens one of the site's own networks in the bench. */
export default function BenchDoor({ of, onClick }: Props) {
  return (
    <p className={styles.door} data-page-only>
      {/* What is behind the # is for the bench, and no place of its page. */}
      <Link
        to={of ? benchHref(of.kind, of.name) : '/bench'}
        data-noBrokenLinkCheck
        onClick={onClick}
      >
        Open in the bench
      </Link>
    </p>
  );
}
