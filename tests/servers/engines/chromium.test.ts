import { findChromium } from '../../../tools/lib/chromium.mjs';
import { openChromium } from './chromium-browser.ts';
import { engineSuite } from './engine-suite.ts';

const found = await findChromium();
engineSuite('Chromium', found === null ? null : openChromium(found));
