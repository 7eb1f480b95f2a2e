import { afterAll, beforeAll, describe } from 'vitest';
import { NativeHubElsewhere } from './hub-elsewhere.ts';
import { localHost, tabInNode } from '../../support/host-kinds.ts';
import { Bench } from '../../support/bench.ts';
import { remoteHubFacts } from './remote-hub-facts.ts';

const known = process.env.NODE_TLS_REJECT_UNAUTHORIZED;

describe.each([tabInNode, localHost])('on the $name', (kind) => {
  const bench = new Bench(kind);
  beforeAll(() => {
    // The certificate is self-signed.
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  });
  afterAll(async () => {
    if (known === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = known;
    await bench.close();
  });
  remoteHubFacts(bench, new NativeHubElsewhere());
});
