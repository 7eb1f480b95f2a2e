import contentDocs, { validateOptions } from '@docusaurus/plugin-content-docs';
import type { PluginModule, RouteConfig } from '@docusaurus/types';

type DocsPlugin = typeof contentDocs;

/**
 * The docs plugin, but for the list of all pages with titles and descriptions that it sends along with each
 * page. Only cards of categories read it, of which there are none here, and it grows with every page.
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

function withoutList(route: RouteConfig): RouteConfig {
  const version = route.props?.['version'];
  return {
    ...route,
    ...(version !== undefined && {
      props: { ...route.props, version: { ...(version as object), docs: {} } },
    }),
    ...(route.routes && { routes: route.routes.map(withoutList) }),
  };
}
