import { useEffect, useSyncExternalStore } from 'react';
import { Store } from '../../lab/session/store.ts';
import { part } from '../../loading/part.ts';
import type { FindPage } from './page-finder.ts';

const load = part(() => import(/* webpackChunkName: 'message-index' */ './page-of.ts'));
const finder = new Store<FindPage | undefined>(undefined);
const none: FindPage = () => undefined;

/** Finds the page of the message that a line of a log has in it; none until the index of messages is there. */
export function usePageOf(): FindPage {
  useEffect(() => {
    // Without it, the lines have no links, and are read all the same.
    if (!finder.get())
      load().then(
        ({ pageOf }) => finder.set(pageOf),
        () => {},
      );
  }, []);
  return useSyncExternalStore(finder.subscribe, finder.get, () => undefined) ?? none;
}
