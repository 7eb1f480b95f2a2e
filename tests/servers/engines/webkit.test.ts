import { findWebKit } from '../../../tools/lib/engines.mjs';
import { openWebKit } from './webkit-browser.ts';
import { engineSuite } from './engine-suite.ts';

const found = findWebKit();
engineSuite('WebKitGTK', found === null ? null : openWebKit(found));
