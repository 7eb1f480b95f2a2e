import { useSyncExternalStore } from 'react';
import { tabUnsupported } from '../../hosts/tab/supported.ts';

/** Why servers cannot run in this tab; undefined where they can. */
export const whyUnsupported = tabUnsupported;

const never = () => () => {};

/**
 * Answers why labs cannot run in this tab. Only the browser knows; the page as built says nothing of
 * it.
 */
export const useUnsupported = (): string | undefined =>
  useSyncExternalStore(never, tabUnsupported, () => undefined);
