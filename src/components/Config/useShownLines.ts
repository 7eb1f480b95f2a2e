import { useEffect, useState, useSyncExternalStore } from 'react';
import type { LineRange } from '../../lab/conf/lines-of-link.ts';
import { useLab } from '../Lab/context.ts';

type LinesOfLink = typeof import('../../lab/conf/lines-of-link.ts').linesOfLink;

const nothing: readonly LineRange[] = [];

/** The lines of a server's configuration that make the link which the lab shows. */
export function useShownLines(server: string, text: string): readonly LineRange[] {
  const { session, shownLink } = useLab();
  const shown = useSyncExternalStore(shownLink.subscribe, shownLink.get, shownLink.get);
  const [linesOfLink, setLinesOfLink] = useState<LinesOfLink>();
  const link = session.topology.links.find(
    ({ name, from, to }) => name === shown && (from === server || to === server),
  );
  const wanted = link !== undefined;
  useEffect(() => {
    if (!wanted) return;
    let live = true;
    // What does not arrive leaves the lines as they are.
    import('../../lab/conf/lines-of-link.ts').then(
      (module) => live && setLinesOfLink(() => module.linesOfLink),
      () => {},
    );
    return () => {
      live = false;
    };
  }, [wanted]);
  if (!link || !linesOfLink) return nothing;
  return linesOfLink(text, link, link.from === server ? 'from' : 'to');
}
