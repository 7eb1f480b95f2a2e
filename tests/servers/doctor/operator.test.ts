import { afterAll, describe, expect, test } from 'vitest';
import { examineLive } from '../../../src/doctor/live/examine-live.ts';
import {
  makeAccount,
  makeOperator,
  makeUser,
  withLimits,
} from '../../../src/lab/credentials/signing.ts';
import { derive } from '../../../src/lab/derive/derive.ts';
import { localHost, tabInNode } from '../../support/host-kinds.ts';
import { Rig } from '../../support/run-network.ts';

const operator = await makeOperator('acme');
const system = await makeAccount(operator, 'SYS');
const open = await makeAccount(operator, 'APP', { mem_storage: -1, disk_storage: -1 });
const closed = await withLimits(operator, open, { leaf: 0 });
const creds = {
  app: (await makeUser(open, 'leaf')).creds,
  system: (await makeUser(system, 'leaf')).creds,
};

/** A hub and a leaf of one operator, joined in an account and in the system account. */
function files(app: typeof open) {
  const trust = `operator: ${operator.jwt}
system_account: ${system.keys.getPublicKey()}
resolver: MEMORY
resolver_preload {
  ${system.keys.getPublicKey()}: ${system.jwt}
  ${app.keys.getPublicKey()}: ${app.jwt}
}
`;
  const remote = ({ keys }: typeof open, file: string) =>
    `    { url: "nats-leaf://hub:7422", account: ${keys.getPublicKey()}, credentials: "./${file}.creds" }`;
  return [
    { path: 'hub.conf', text: `server_name: hub\nleafnodes { port: 7422 }\n${trust}` },
    {
      path: 'leaf.conf',
      text: `server_name: leaf
leafnodes {
  remotes: [
${remote(app, 'app')}
${remote(system, 'system')}
  ]
}
${trust}`,
    },
    { path: 'app.creds', text: creds.app },
    { path: 'system.creds', text: creds.system },
  ];
}

describe.for([tabInNode, localHost])('accounts with names, on the $name', (kind) => {
  const rig = new Rig(kind);
  afterAll(() => rig.close());
  const found = async (app: typeof open) => {
    const running = await rig.runDerived(derive('own', files(app)));
    const { findings, reach } = await examineLive(running);
    return {
      findings: findings.map(({ severity, rule, place, words, remedy }) =>
        [`${severity} ${rule} ${place?.path}:${place?.line}`, words, remedy].join('\n'),
      ),
      bound: reach.bindings.map(({ local, remote }) => [local, remote]),
    };
  };

  test('remotes that are up are not told of', async () => {
    const { findings, bound } = await found(open);
    expect(findings).toEqual([]);
    const keys = [open, system].map(({ keys }) => keys.getPublicKey());
    expect(bound).toHaveLength(2);
    expect(bound).toEqual(expect.arrayContaining(keys.map((key) => [key, key])));
  });

  test('a remote that is refused beside one that is up is an error, in the words of its server', async () => {
    const { findings } = await found(closed);
    expect(findings).toEqual([
      expect.stringMatching(
        /^error link-not-up leaf\.conf:4\n.* for its account APP\. leaf says: .*maximum account active connections exceeded.*\n.*--name APP --leaf-conns/,
      ),
    ]);
  });
});
