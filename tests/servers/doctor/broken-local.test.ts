import { localHost } from '../../support/host-kinds.ts';
import { brokenNetworks } from './broken.ts';
import { liveSuite } from './live-suite.ts';

liveSuite(
  localHost,
  brokenNetworks.filter(({ native }) => native),
);
