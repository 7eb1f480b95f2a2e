import { suite } from './host-suite.ts';
import { tabInChromium } from './tab-in-chromium.ts';

suite(tabInChromium);
