import { useEffect, useState, type ReactNode } from 'react';
import type { PropDocContent } from '@docusaurus/plugin-content-docs';
import { useLocation } from '@docusaurus/router';
import type { Props as DocItemProps } from '@theme/DocItem';
import { loadPage } from '../Pages/missing-page.ts';

type RouteProps = Omit<DocItemProps, 'content'>;

/** The components of the pages that have been loaded, by slug. */
const loaded = new Map<string, (props: RouteProps) => ReactNode>();

/**
 * The page of whichever message the address names. In the browser it stands for the routes of them all: see
 * plugins/messages/one-route.mjs.
 */
export default function MessageRoute(props: RouteProps) {
  const slug = slugOf(useLocation().pathname);
  const [, setLoads] = useState(0);
  const isLoaded = loaded.has(slug);
  useEffect(() => {
    // Docusaurus loads a page before it shows it; this is for when it could not tell which.
    if (!isLoaded) void loadPage(() => load(slug)).then(() => setLoads((loads) => loads + 1));
  }, [isLoaded, slug]);
  return loaded.get(slug)?.(props);
}

/** Docusaurus calls this before it shows the page of the address, on which the browser is already. */
MessageRoute.preload = () => {
  const slug = slugOf(window.location.pathname);
  return loadPage(() => load(slug));
};

async function load(slug: string): Promise<void> {
  if (loaded.has(slug)) return;
  const { pageNamed } = await import('./message-pages.ts');
  const content = await pageNamed(slug);
  if (content) loaded.set(slug, await showing(content));
}

async function showing(content: PropDocContent) {
  const { default: DocItem } = await import('@theme/DocItem');
  return (props: RouteProps) => <DocItem {...props} content={content} />;
}

const slugOf = (pathname: string) => decodeURI(pathname).replace(/^.*\/|\/?(?:\.html)?$/g, '');
