import { Store } from '../../lab/session/store.ts';

/** How the server of this tab stands to the hub of the class: it has not been told to join, it dials, or it has joined. */
export const leafNow = new Store<'apart' | 'dials' | 'joined'>('apart');
