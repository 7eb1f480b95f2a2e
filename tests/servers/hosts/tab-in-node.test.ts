import { tabInNode } from './host-kinds.ts';
import { suite } from './host-suite.ts';

suite(tabInNode);
