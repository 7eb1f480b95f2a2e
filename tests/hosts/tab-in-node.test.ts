import { tabInNode } from './kinds.ts';
import { suite } from './suite.ts';

suite(tabInNode);
