import { localHost } from './host-kinds.ts';
import { refusalFacts } from './refusal-facts.ts';

refusalFacts(localHost);
