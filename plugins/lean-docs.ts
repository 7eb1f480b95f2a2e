import contentDocs, { validateOptions } from '@docusaurus/plugin-content-docs';
import type { GlobalVersion } from '@docusaurus/plugin-content-docs/client';
import type { PluginModule, RouteConfig } from '@docusaurus/types';
import { isMessage } from './docs.ts';

type DocsPlugin = typeof contentDocs;

/**
 * The docs plugin with less data on each page. It leaves out the list of all titles and descriptions,
 * which is never read, and the messages in the list of all addresses, which are never looked up there.
 * Both grow with every page.
 */
export const leanDocs: PluginModule = async (context, options) => {
  const plugin = await contentDocs(context, options as Parameters<DocsPlugin>[1]);
  return {
    ...plugin,
    contentLoaded: ({ actions, ...args }) =>
      plugin.contentLoaded?.({
        ...args,
        content: args.content as Parameters<NonNullable<typeof plugin.contentLoaded>>[0]['content'],
        actions: {
          ...actions,
          addRoute: (route) => actions.addRoute(withoutList(route)),
          setGlobalData: (data) => actions.setGlobalData(withoutMessages(data as GlobalData)),
        },
      }),
  } as Awaited<ReturnType<PluginModule>>;
};
leanDocs.validateOptions = validateOptions as NonNullable<PluginModule['validateOptions']>;

interface GlobalData {
  versions: GlobalVersion[];
}

const withoutMessages = (data: GlobalData): GlobalData => ({
  ...data,
  versions: data.versions.map((version) => ({
    ...version,
    docs: version.docs.filter(({ id }) => !isMessage(id)),
  })),
});

function withoutList(route: RouteConfig): RouteConfig {
  const version = route.props?.['version'];
  return {
    ...route,
    ...(version !== undefined && {
      props: { ...route.props, version: { ...version, docs: {} } },
    }),
    ...(route.routes && { routes: route.routes.map(withoutList) }),
  };
}
