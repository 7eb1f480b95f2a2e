import { localHost } from './kinds.ts';
import { suite } from './suite.ts';

suite(localHost);
