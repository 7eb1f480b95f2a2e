import { findWebKit } from '../../../tools/lib/engines.mjs';
import { openWebKit } from '../../../tools/lib/browsers/webkit.ts';
import { engineSuite } from './engine-suite.ts';

const found = findWebKit();
engineSuite('WebKitGTK', found === null ? null : openWebKit(found));
