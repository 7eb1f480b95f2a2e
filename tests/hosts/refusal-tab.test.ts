import { tabInNode } from './kinds.ts';
import { refusalFacts } from './refusal-facts.ts';

refusalFacts(tabInNode);
