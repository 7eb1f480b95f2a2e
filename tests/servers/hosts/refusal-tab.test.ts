import { tabInNode } from './host-kinds.ts';
import { refusalFacts } from './refusal-facts.ts';

refusalFacts(tabInNode);
