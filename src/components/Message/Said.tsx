import Link from '@docusaurus/Link';
import { usePageOf } from './usePageOf.ts';

/** Words of a server, and the way to the page about them, if they have one. */
export default function Said({ children }: { children: string }) {
  const page = usePageOf()(children);
  return (
    <>
      {children}
      {page && (
        <>
          {' '}
          <Link
            to={page.path}
            // The servers of this page run on.
            target="_blank"
            aria-label={`What this means: ${page.title} (opens a new tab)`}
          >
            What this means
          </Link>
        </>
      )}
    </>
  );
}
