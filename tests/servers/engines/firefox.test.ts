import { findFirefox } from '../../../tools/lib/engines.mjs';
import { openFirefox } from '../../../tools/lib/browsers/firefox.ts';
import { engineSuite } from './engine-suite.ts';
import { offlineSuite } from './offline-suite.ts';

const found = await findFirefox();
const open = found === null ? null : openFirefox(found);
engineSuite('Firefox', open);
offlineSuite('Firefox', open);
