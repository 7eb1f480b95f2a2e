import { findChromium } from '../../../tools/lib/chromium.mjs';
import { openChromium } from '../../../tools/lib/browsers/chromium.ts';
import { engineSuite } from './engine-suite.ts';
import { offlineSuite } from './offline-suite.ts';

const found = await findChromium();
const open = found === null ? null : openChromium(found);
engineSuite('Chromium', open);
offlineSuite('Chromium', open);
