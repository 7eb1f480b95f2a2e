import contentDocs, { validateOptions } from '@docusaurus/plugin-content-docs';
import type { PluginModule, RouteConfig } from '@docusaurus/types';

type DocsPlugin = typeof contentDocs;

/**
 * The docs plugin, but for the list of all pages with titles and descriptions that it sends along with each
 * page, and that grows with every page. The list of labs reads what it says of those; nothing reads the rest.
 */
export const leanDocs: PluginModule = async (context, options) => {
  const plugin = await contentDocs(context, options as Parameters<DocsPlugin>[1]);
  return {
    ...plugin,
    contentLoaded: ({ actions, ...args }) =>
      plugin.contentLoaded?.({
        ...args,
        content: args.content as Parameters<NonNullable<typeof plugin.contentLoaded>>[0]['content'],
        actions: { ...actions, addRoute: (route) => actions.addRoute(withoutList(route)) },
      }),
  } as Awaited<ReturnType<PluginModule>>;
};
leanDocs.validateOptions = validateOptions as NonNullable<PluginModule['validateOptions']>;

interface Version {
  docs: Readonly<Record<string, unknown>>;
}

const leanVersion = (version: Version): Version => ({
  ...version,
  docs: Object.fromEntries(Object.entries(version.docs).filter(([id]) => id.startsWith('labs/'))),
});

function withoutList(route: RouteConfig): RouteConfig {
  const version = route.props?.['version'];
  return {
    ...route,
    ...(version !== undefined && {
      props: { ...route.props, version: leanVersion(version as Version) },
    }),
    ...(route.routes && { routes: route.routes.map(withoutList) }),
  };
}
