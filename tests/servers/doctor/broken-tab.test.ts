import { tabInNode } from '../../support/host-kinds.ts';
import { brokenNetworks } from './broken.ts';
import { liveSuite } from './live-suite.ts';

liveSuite(tabInNode, brokenNetworks);
