#!/usr/bin/env node
import { leafwise } from './main.ts';

// The module has timers that would keep this process: end it when the command has.
process.exit(await leafwise(process.argv.slice(2)));
