import { NoSuchHost } from '../../src/lab/network/server-runtime.ts';

/** Resolves names for a server that stands alone: it knows none. */
export const nowhere = (): Promise<never> => Promise.reject(new NoSuchHost());
