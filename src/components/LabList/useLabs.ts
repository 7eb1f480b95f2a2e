import { useDoc, useDocsSidebar } from '@docusaurus/plugin-content-docs/client';
import { labs } from '../../../labs/index.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import type { Head } from '../../site-data/page-head.ts';
import type { ListedLab } from './standing.ts';

/** A lab with the network that it starts with. */
export interface DrawnLab extends ListedLab {
  topology: Topology;
}

/**
 * Answers the labs that have a page, in the order of the sidebar. Title and goal are those of the page.
 */
export function useLabs(): DrawnLab[] {
  const { heads } = useDoc().metadata.frontMatter as { heads: Record<string, Head> };
  const items = useDocsSidebar()?.items ?? [];
  return items.flatMap((item) => {
    if (item.type !== 'link' || !item.docId) return [];
    const { docId, href, customProps } = item;
    const exercise = labs.find(({ name }) => `labs/${name}` === docId);
    if (!exercise) return [];
    const { title, description } = heads[docId]!;
    const minutes = customProps?.['minutes'] as number | undefined;
    const { name, topology } = exercise;
    const steps = exercise.steps.map(({ id }) => id);
    return { name, title, href, goal: description, minutes, steps, topology };
  });
}
