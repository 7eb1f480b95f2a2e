import { localHost } from '../../support/host-kinds.ts';
import { refusalFacts } from './refusal-facts.ts';

refusalFacts(localHost);
