import { suite } from './suite.ts';
import { tabInChromium } from './tab-in-chromium.ts';

suite(tabInChromium);
