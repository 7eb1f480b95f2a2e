import { tabInNode } from '../../support/host-kinds.ts';
import { suite } from './host-suite.ts';

suite(tabInNode);
