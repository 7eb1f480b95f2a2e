import { localHost } from '../../support/host-kinds.ts';
import { liveSuite } from './live-suite.ts';

liveSuite(localHost);
