import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';

/** A part of a page that begins with a heading. */
export interface Section {
  /** The id of the part in the page's address; absent for the beginning of the page. */
  id?: string | undefined;
  heading: string;
  text: string;
}

/** Answers the parts of a page in their order. Text before the first heading is left out. */
export function sectionsOf(tree: Root): Section[] {
  const sections: Section[] = [];
  for (const node of tree.children) {
    if (node.type === 'heading') {
      sections.push({ id: node.data?.id, heading: wordsOf(node), text: '' });
    } else {
      const section = sections.at(-1);
      if (section) section.text = `${section.text} ${wordsOf(node)}`.trim();
    }
  }
  return sections;
}

/** All text below a node, with one space between what stands apart. */
function wordsOf(node: Nodes): string {
  let words = '';
  visit(node, (inner) => {
    if ('value' in inner) words += inner.value;
    else if (inner.type !== 'emphasis' && inner.type !== 'strong' && inner.type !== 'link') {
      words += ' ';
    }
  });
  return words.replace(/\s+/g, ' ').trim();
}
