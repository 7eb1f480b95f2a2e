import type { Element, ElementContent, Nodes as HastNodes, Parents } from 'hast';
import type { Heading, Root } from 'mdast';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import { unified } from 'unified';
import { EXIT, SKIP, visit } from 'unist-util-visit';

declare module 'mdast' {
  interface HeadingData {
    /** The id of the heading in the page's address. */
    id?: string | undefined;
  }
}

/**
 * Reads the text of a built page as a Markdown tree. It has the components' text without JavaScript,
 * and leaves out parts that work only with it.
 * @throws Error if the HTML is no page of the docs
 */
export function pageTree(html: string, linkTo: (href: string) => string): Root {
  const document = unified().use(rehypeParse).parse(html);
  const article = find(document, (element) => hasClass(element, 'theme-doc-markdown'));
  if (!article) throw new Error('This is no page of the docs: it has no theme-doc-markdown.');
  takeAway(article, (node) => node.type === 'comment' || isControl(node));
  const ids = idsOfHeadings(article);
  inPlainWords(article, linkTo);
  const tree = unified().use(rehypeRemark).runSync({ type: 'root', children: article.children });
  return withIds(tree, ids);
}

const hasClass = ({ properties: { className } }: Element, start: string) =>
  Array.isArray(className) && className.some((name) => name.startsWith(start));

function find(tree: HastNodes, wanted: (element: Element) => boolean): Element | undefined {
  let found: Element | undefined;
  visit(tree, 'element', (element) => {
    if (!wanted(element)) return undefined;
    found = element;
    return EXIT;
  });
  return found;
}

function takeAway(tree: Element, unwanted: (node: HastNodes) => boolean): void {
  visit(tree, (node, index, parent) => {
    if (!parent || index === undefined || !unwanted(node)) return undefined;
    (parent as Parents).children.splice(index, 1);
    return [SKIP, index];
  });
}

const controls = new Set(['button', 'fieldset', 'input', 'progress', 'script', 'select', 'style']);

/** Whether a node is useless outside a page: buttons, their answers, marks that repeat a word. */
function isControl(node: HastNodes): boolean {
  if (node.type !== 'element') return false;
  const { role, ariaHidden, dataPageOnly } = node.properties;
  return (
    controls.has(node.tagName) ||
    dataPageOnly !== undefined ||
    ariaHidden === 'true' ||
    role === 'status' ||
    role === 'tablist' ||
    (role === 'img' && node.tagName !== 'svg') ||
    hasClass(node, 'hash-link')
  );
}

const isHeading = (node: Element) => /^h[1-6]$/.test(node.tagName);

/**
 * Answers, for each heading, the id that an address can name: the heading's, or that of its section.
 */
function idsOfHeadings(article: Element): (string | undefined)[] {
  const ids: (string | undefined)[] = [];
  const walk = (element: Element, section: string | undefined) => {
    const own = element.properties.id;
    // Ids that React makes up change with each build.
    const id = typeof own === 'string' && !own.startsWith('_R_') ? own : undefined;
    if (isHeading(element)) ids.push(id ?? section);
    const inside = element.tagName === 'section' ? id : section;
    for (const child of element.children) if (child.type === 'element') walk(child, inside);
  };
  walk(article, undefined);
  return ids;
}

function withIds(tree: Root, ids: (string | undefined)[]): Root {
  const headings: Heading[] = [];
  visit(tree, 'heading', (heading) => {
    headings.push(heading);
  });
  for (const [i, heading] of headings.entries()) heading.data = { ...heading.data, id: ids[i] };
  return tree;
}

const el = (tagName: string, ...children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties: {},
  children,
});
const text = (value: string): ElementContent => ({ type: 'text', value });

/** Changes what would not read well as it is: drawings, code in colours, labels, notes, links. */
function inPlainWords(article: Element, linkTo: (href: string) => string): void {
  let drawnLast = '';
  visit(article, 'element', (element, index, parent) => {
    if (!parent || index === undefined) return undefined;
    const { properties, tagName } = element;
    if (tagName === 'svg') {
      const words = drawn(element);
      // A map is drawn wide and compact.
      const isSaid = words === '' || words === drawnLast;
      parent.children.splice(index, 1, ...(isSaid ? [] : [el('p', el('em', text(words)))]));
      drawnLast = words;
      return [SKIP, isSaid ? index : index + 1];
    }
    if (tagName === 'pre') {
      const block = el('code', text(code(element)));
      block.properties.className = languageOf(element);
      element.children = [block];
      return SKIP;
    }
    keepApart(element);
    if (tagName === 'aside') element.children.unshift(el('hr'));
    if (typeof properties.dataServer === 'string') {
      element.children.unshift(
        el('p', text('At '), el('code', text(properties.dataServer)), text(':')),
      );
    }
    if (tagName === 'ul' && properties.ariaLabel) {
      parent.children.splice(index, 0, el('p', text(`${properties.ariaLabel}:`)));
      delete properties.ariaLabel;
      return index + 1;
    }
    if (tagName === 'a') properties.href = linkTo(String(properties.href));
    if (hasClass(element, 'theme-admonition')) element.tagName = 'blockquote';
    if (tagName === 'summary' || hasClass(element, 'admonitionHeading')) {
      element.tagName = 'p';
      element.children = [el('strong', text(textOf(element).trim()))];
    }
    return undefined;
  });
}

const inline = new Set(['a', 'code', 'span']);

/** Puts a space between elements that only a style sets apart. */
function keepApart({ children }: Element): void {
  const isInline = (node: ElementContent | undefined) =>
    node?.type === 'element' && inline.has(node.tagName);
  for (let i = children.length - 1; i > 0; i--) {
    if (isInline(children[i]) && isInline(children[i - 1])) children.splice(i, 0, text(' '));
  }
}

/** A drawing's title and description. */
function drawn(svg: Element): string {
  const parts = ['title', 'desc'].map((name) => find(svg, ({ tagName }) => tagName === name));
  return parts.flatMap((part) => (part ? [`${textOf(part).replace(/\.$/, '')}.`] : [])).join(' ');
}

function textOf(node: HastNodes): string {
  let all = '';
  visit(node, 'text', ({ value }) => {
    all += value;
  });
  return all;
}

/** The lines of a code block, each of which is an element where it has been coloured. */
function code(pre: Element): string {
  let all = '';
  visit(pre, (node) => {
    if (node.type === 'text') all += node.value;
    if (node.type === 'element' && node.tagName === 'br') all += '\n';
  });
  return all.replace(/\n+$/, '');
}

function languageOf({ properties: { className } }: Element): string[] {
  const classes = Array.isArray(className) ? className.map(String) : [];
  return classes.filter((name) => name.startsWith('language-'));
}
