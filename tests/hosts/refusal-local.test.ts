import { localHost } from './kinds.ts';
import { refusalFacts } from './refusal-facts.ts';

refusalFacts(localHost);
