import { findChromium } from '../../tools/lib/chromium.mjs';
import { openChromium } from './chromium.ts';
import { engineSuite } from './suite.ts';

const found = await findChromium();
engineSuite('Chromium', found === null ? null : openChromium(found));
