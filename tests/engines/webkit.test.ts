import { findWebKit } from '../../tools/lib/engines.mjs';
import { openWebKit } from './webkit.ts';
import { engineSuite } from './suite.ts';

const found = findWebKit();
engineSuite('WebKitGTK', found === null ? null : openWebKit(found));
