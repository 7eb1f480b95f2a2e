import { tabInNode } from '../../support/host-kinds.ts';
import { suite } from './host-suite.ts';
import { moduleEndFacts } from './module-end-facts.ts';

suite(tabInNode);
moduleEndFacts(tabInNode);
