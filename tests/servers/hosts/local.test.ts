import { localHost } from './host-kinds.ts';
import { suite } from './host-suite.ts';

suite(localHost);
