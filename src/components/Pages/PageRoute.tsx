import createComponent from '@docusaurus/core/lib/client/exports/ComponentCreator';
import { loadPage } from './missing-page.ts';

/**
 * Makes the component of a route, in place of Docusaurus' own function of that kind: one whose parts are asked for
 * again when they did not arrive.
 */
export default function PageRoute(path: string, hash: string) {
  let Page = createComponent(path, hash);
  let loading: Promise<void> | undefined;
  function Route(props: object) {
    return <Page {...props} />;
  }
  Route.preload = () =>
    (loading ??= loadPage(
      async () => Page.preload(),
      () => {
        // It keeps its failure.
        Page = createComponent(path, hash);
      },
    ));
  return Route;
}
