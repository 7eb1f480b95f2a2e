import { suite } from './host-suite.ts';
import { moduleEndFacts } from './module-end-facts.ts';
import { tabInChromium } from './tab-in-chromium.ts';

suite(tabInChromium);
moduleEndFacts(tabInChromium);
