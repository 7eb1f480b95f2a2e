import { openTabHost } from '../../../src/hosts/tab/tab-host.ts';
import type { HostKind } from '../../support/bench.ts';

/** As on the site: a worker of the page for each topology. */
export const tabInChromium: HostKind = {
  name: 'tab host in Chromium',
  open: async () => ({ openHost: openTabHost, close: async () => {} }),
};
