import { idle } from '../../loading/part.ts';
import { hasLineToSpare } from '../Lab/line-to-spare.ts';
import { isStartFetching } from '../Lab/running-labs.ts';
import { oneByOne } from './one-by-one.ts';

/**
 * Has pages of links in view prefetched one by one while the browser is idle, on a line to spare only, and not beside the
 * server module, for which a reader waits. Docusaurus would prefetch all of them at once, and with a full sidebar that can
 * be felt. The page of a link that is pointed at is fetched as ever: the reader is about to go there.
 */
export function sparePrefetch(): void {
  const { docusaurus } = window;
  const may = () => hasLineToSpare() && !isStartFetching();
  // Frozen: it can be replaced, and not changed.
  window.docusaurus = { ...docusaurus, prefetch: oneByOne(docusaurus.prefetch, may, idle) };
}
