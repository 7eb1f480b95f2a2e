import { findFirefox } from '../../../tools/lib/engines.mjs';
import { openFirefox } from './firefox-browser.ts';
import { engineSuite } from './engine-suite.ts';

const found = await findFirefox();
engineSuite('Firefox', found === null ? null : openFirefox(found));
