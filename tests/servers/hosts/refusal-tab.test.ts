import { tabInNode } from '../../support/host-kinds.ts';
import { refusalFacts } from './refusal-facts.ts';

refusalFacts(tabInNode);
