import type { LoadedContent, LoadedVersion } from '@docusaurus/plugin-content-docs';
import type { LoadedPlugin } from '@docusaurus/types';

/** The pages and sidebars that Docusaurus has read. */
export function docsOf(plugins: readonly LoadedPlugin[]): LoadedVersion {
  const docs = plugins.find(({ name }) => name === 'docusaurus-plugin-content-docs');
  return (docs!.content as LoadedContent).loadedVersions[0]!;
}

/** The part of the site that a sidebar is of: `guides` is Guides; empty if there is none. */
export const partOf = (sidebar = ''): string => sidebar.charAt(0).toUpperCase() + sidebar.slice(1);
