import { useEffect, useState, useSyncExternalStore } from 'react';
import type { LineRange } from '../../lab/topology/lines-of-link.ts';
import { part } from '../../loading/part.ts';
import { useLab } from '../Lab/context.ts';

type LinesOfLink = typeof import('../../lab/topology/lines-of-link.ts').linesOfLink;

interface ShownLines {
  /** The name of the link that they make. */
  link?: string;
  lines: readonly LineRange[];
}

const loadLines = part(() => import('../../lab/topology/lines-of-link.ts'));

const nothing: ShownLines = { lines: [] };

/** The lines of a server's configuration that make the link which the lab shows. */
export function useShownLines(server: string, text: string): ShownLines {
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
    // If the module does not arrive, no line is marked.
    loadLines().then(
      (module) => live && setLinesOfLink(() => module.linesOfLink),
      () => {},
    );
    return () => {
      live = false;
    };
  }, [wanted]);
  if (!link || !linesOfLink) return nothing;
  return { link: link.name, lines: linesOfLink(text, link, link.from === server ? 'from' : 'to') };
}
