import { useSyncExternalStore } from 'react';
import { tabUnsupported } from '../../hosts/tab/supported.ts';

const never = () => () => {};

/**
 * Answers why labs cannot run in this tab. Only the browser knows; the page as built says nothing of
 * it.
 */
export const useUnsupported = (): string | undefined =>
  useSyncExternalStore(never, tabUnsupported, () => undefined);
