import { findFirefox } from '../../tools/lib/engines.mjs';
import { openFirefox } from './firefox.ts';
import { engineSuite } from './suite.ts';

const found = await findFirefox();
engineSuite('Firefox', found === null ? null : openFirefox(found));
