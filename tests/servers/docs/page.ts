import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isValidElement, type ReactElement, type ReactNode } from 'react';
import type { Releases } from '../../../src/config-keys/since.ts';

const docs = new URL('../../../docs/', import.meta.url).pathname;

/** A component on a page, or an HTML element. */
export interface Part {
  /** `Command` for a component, `h2` for an element. */
  name: string;
  props: Readonly<Record<string, unknown>> & Releases & { children?: ReactNode };
  /** The parts within it, in order. */
  parts: Part[];
}

/** The names of the pages in a folder of `docs/`: `guides/sidecar`. */
export const pagesIn = (folder: string): string[] =>
  readdirSync(join(docs, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mdx') && !/(^|[\\/])_/.test(file))
    .map((file) => `${folder}/${file.slice(0, -'.mdx'.length)}`.replaceAll('\\', '/'))
    .sort();

/** A page's source. */
export const sourceOf = (page: string): string => readFileSync(join(docs, `${page}.mdx`), 'utf8');

/** The parts of a page, in order. */
export async function partsOf(page: string): Promise<Part[]> {
  const { default: render } = (await import(join(docs, `${page}.mdx`))) as {
    default: (props: object) => ReactNode;
  };
  return partsIn(render({}));
}

/** All parts with that name, however deep. */
export const every = (parts: readonly Part[], name: string): Part[] =>
  parts.flatMap((part) => [...(part.name === name ? [part] : []), ...every(part.parts, name)]);

/** Answers the text of a part, without its markup. */
export function textOf(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(textOf).join('');
  if (isValidElement(node)) return textOf((node.props as Part['props']).children);
  return typeof node === 'string' || typeof node === 'number' ? String(node) : '';
}

function partsIn(node: ReactNode): Part[] {
  if (Array.isArray(node)) return node.flatMap(partsIn);
  if (!isValidElement(node)) return [];
  const { type, props } = node as ReactElement<Part['props']>;
  const parts = partsIn(props.children);
  if (typeof type === 'string') return [{ name: type, props, parts }];
  // MDX wraps a page in a function of its own, and groups in symbols.
  if (typeof type !== 'function') return parts;
  if (type.name === '_createMdxContent')
    return partsIn((type as (props: object) => ReactNode)(props));
  return [{ name: type.name, props, parts }];
}
