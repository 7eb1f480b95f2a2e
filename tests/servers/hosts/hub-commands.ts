import type { BrowserCommand } from 'vitest/node';
import { NativeHubElsewhere } from './hub-elsewhere.ts';

// A hub for tests that run in a browser, which can start no process: Vitest has these run in Node.

const hub = new NativeHubElsewhere();

const startHub: BrowserCommand<[trust: string]> = (_, trust) => hub.start(trust);
const leafsAtHub: BrowserCommand = () => hub.leafs();
const dropAtHub: BrowserCommand = () => hub.drop();
const stopHub: BrowserCommand = () => hub.stop();

export const hubCommands = { startHub, leafsAtHub, dropAtHub, stopHub };

declare module 'vitest/browser' {
  interface BrowserCommands {
    startHub: NativeHubElsewhere['start'];
    leafsAtHub: NativeHubElsewhere['leafs'];
    dropAtHub: NativeHubElsewhere['drop'];
    stopHub: NativeHubElsewhere['stop'];
  }
}
