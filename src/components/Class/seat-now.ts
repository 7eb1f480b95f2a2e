import { Store } from '../../lab/session/store.ts';
import type { SeatClient } from './seat-client.ts';

/** The client of the seat that this browser has; there is one for all components of the page. */
export const seatClient = new Store<SeatClient | undefined>(undefined);
