import { localHost } from '../../support/host-kinds.ts';
import { suite } from './host-suite.ts';

suite(localHost);
