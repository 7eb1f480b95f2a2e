import { afterAll, describe } from 'vitest';
import { accountFacts } from './account-facts.ts';
import { bootFacts } from './boot-facts.ts';
import { clusterFacts } from './cluster-facts.ts';
import { credentialFacts } from './credential-facts.ts';
import { domainFacts } from './domain-facts.ts';
import { interestFacts } from './interest-facts.ts';
import { Bench, type HostKind } from '../../support/bench.ts';
import { linkFacts } from './link-facts.ts';
import { mistakeFacts } from './mistake-facts.ts';
import { replicationFacts } from './replication-facts.ts';
import { serverFacts } from './server-facts.ts';

/** Claims about leaf nodes and JetStream domains, whatever host the servers run on. */
export function suite(kind: HostKind): void {
  describe(`on the ${kind.name}`, () => {
    const bench = new Bench(kind);
    afterAll(() => bench.close());
    bootFacts(bench);
    linkFacts(bench);
    serverFacts(bench);
    interestFacts(bench);
    domainFacts(bench);
    replicationFacts(bench);
    accountFacts(bench);
    credentialFacts(bench);
    mistakeFacts(bench);
    clusterFacts(bench);
  });
}
