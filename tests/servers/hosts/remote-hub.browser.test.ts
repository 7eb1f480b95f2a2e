import { afterAll, describe } from 'vitest';
import { commands } from 'vitest/browser';
import { Bench } from '../../support/bench.ts';
import { remoteHubFacts } from './remote-hub-facts.ts';
import { tabInChromium } from './tab-in-chromium.ts';

describe(`on the ${tabInChromium.name}`, () => {
  const bench = new Bench(tabInChromium);
  afterAll(() => bench.close());
  remoteHubFacts(bench, {
    start: commands.startHub,
    leafs: commands.leafsAtHub,
    drop: commands.dropAtHub,
    stop: commands.stopHub,
  });
});
