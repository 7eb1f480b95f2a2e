import { Store } from '../../lab/session/store.ts';

/** Whether the server of this tab is a leaf of the hub of the class. */
export const isLeaf = new Store(false);
