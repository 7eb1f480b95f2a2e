import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { benchHref, type BenchKind } from '../../site-data/bench-href.ts';

/** A link that opens one of the site's own networks in the bench. */
export default function OpenInBench(props: {
  kind: BenchKind;
  name: string;
  className?: string;
  children: ReactNode;
}) {
  const { kind, name, className, children } = props;
  return (
    // What follows its # is no anchor of the page, so the build must not look for one.
    <Link
      to={benchHref(kind, name)}
      {...(className !== undefined && { className })}
      data-noBrokenLinkCheck
    >
      {children}
    </Link>
  );
}
