import { createAccount, createUser, encodeUser, fmtCreds } from '@nats-io/jwt';
import { afterAll, describe, expect, test } from 'vitest';
import { examineLive } from '../../../src/doctor/live/examine-live.ts';
import { claimsIn } from '../../../src/lab/credentials/claims.ts';
import {
  makeAccount,
  makeOperator,
  makeUser,
  withLimits,
  withoutUsers,
} from '../../../src/lab/credentials/signing.ts';
import { derive } from '../../../src/lab/derive/derive.ts';
import { localHost, tabInNode } from '../../support/host-kinds.ts';
import { Rig } from '../../support/run-network.ts';

const operator = await makeOperator('acme');
const system = await makeAccount(operator, 'SYS');
const open = await makeAccount(operator, 'APP', { mem_storage: -1, disk_storage: -1 });
const closed = await withLimits(operator, open, { leaf: 0 });
const leafUser = await makeUser(open, 'leaf');
const stranger = createUser();
const foreign = await encodeUser('leaf', stranger, createAccount(), {
  issuer_account: open.keys.getPublicKey(),
});
const foreignCreds = new TextDecoder().decode(fmtCreds(foreign, stranger));
const revoking = await withoutUsers(operator, open, [leafUser.publicKey]);
const expired = (await makeUser(open, 'leaf', -3600)).creds;
const expiredAt = claimsIn(expired)[0]!.expires! * 1000;
const creds = {
  app: leafUser.creds,
  system: (await makeUser(system, 'leaf')).creds,
};

interface Given {
  /** What each of the two has of the account that joins them. */
  hub?: typeof open;
  leaf?: typeof open;
  resolver?: string;
  /** The credentials of the leaf. */
  app?: string;
}

const trust = (resolver: string, app?: typeof open) => `operator: ${operator.jwt}
system_account: ${system.keys.getPublicKey()}
resolver: ${resolver}
resolver_preload {
  ${system.keys.getPublicKey()}: ${system.jwt}
${app ? `  ${app.keys.getPublicKey()}: ${app.jwt}` : ''}
}
`;
const hubWith = (text: string) => `server_name: hub\nleafnodes { port: 7422 }\n${text}`;

/** A hub and a leaf of one operator, joined in an account and in the system account. */
function files({ hub, leaf, resolver = 'MEMORY', app = creds.app }: Given) {
  const remote = ({ keys }: typeof open, file: string) =>
    `    { url: "nats-leaf://hub:7422", account: ${keys.getPublicKey()}, credentials: "./${file}.creds" }`;
  return [
    { path: 'hub.conf', text: hubWith(trust(resolver, hub)) },
    {
      path: 'leaf.conf',
      text: `server_name: leaf
leafnodes {
  remotes: [
${remote(open, 'app')}
${remote(system, 'system')}
  ]
}
${trust('MEMORY', leaf)}`,
    },
    { path: 'app.creds', text: app },
    { path: 'system.creds', text: creds.system },
  ];
}

describe.for([tabInNode, localHost])('accounts with names, on the $name', (kind) => {
  const rig = new Rig(kind);
  afterAll(() => rig.close());
  const found = async (given: ReturnType<typeof files>) => {
    const running = await rig.runDerived(derive('own', given));
    const { findings, reach } = await examineLive(running);
    return {
      findings: findings.map(({ severity, rule, place, words, remedy }) =>
        [`${severity} ${rule} ${place?.path}:${place?.line}`, words, remedy].join('\n'),
      ),
      bound: reach.bindings.map(({ local, remote }) => [local, remote]),
    };
  };

  test('remotes that are up are not told of', async () => {
    const { findings, bound } = await found(files({ hub: open, leaf: open }));
    expect(findings).toEqual([]);
    const keys = [open, system].map(({ keys }) => keys.getPublicKey());
    expect(bound).toHaveLength(2);
    expect(bound).toEqual(expect.arrayContaining(keys.map((key) => [key, key])));
  });

  test('a remote that is refused beside one that is up is an error, in the words of its server', async () => {
    const { findings } = await found(files({ hub: closed, leaf: closed }));
    expect(findings).toEqual([
      expect.stringMatching(
        /^error link-not-up leaf\.conf:4\n.* for its account APP\. leaf says: .*maximum account active connections exceeded.*\.\n.*--name APP --leaf-conns/,
      ),
    ]);
  });

  const refused = String.raw`^error link-not-up leaf\.conf:4\nleaf has no leaf connection to hub`;
  test.each<[string, Given, RegExp]>([
    [
      'an account that the hub does not know',
      { leaf: open },
      new RegExp(
        `${refused} for its account APP: the user leaf in \\./app\\.creds is of account APP, and hub does not know that account: .*Authorization Violation.*\nAdd the JWT of that account to the resolver_preload of hub`,
      ),
    ],
    [
      'an account that the leaf does not know',
      { hub: open },
      new RegExp(`${refused}.*: leaf does not know that account: its JWT .*\n.* of leaf,`),
    ],
    [
      'a user that has expired',
      { hub: open, leaf: open, app: expired },
      new RegExp(
        `${refused}.* has expired: at ${new Date(expiredAt).toISOString().slice(0, 19)}Z.*Violation.*\n.*--expiry`,
      ),
    ],
    [
      'a user that another key has signed',
      { hub: open, leaf: open, app: foreignCreds },
      new RegExp(`${refused}.* was signed by the key A.*Violation.*\n.* newest JWT of account APP`),
    ],
    [
      'a user that was revoked',
      { hub: revoking, leaf: open },
      new RegExp(`${refused}.*: account APP has revoked the user leaf.*\nMake another user`),
    ],
    [
      'an account that is only in the directory of a resolver',
      { leaf: open, resolver: '{ type: full, dir: "/jwt" }' },
      /^note link-not-up leaf\.conf:4\nWhether hub takes the login of leaf for its account APP cannot be seen here: [^:]*\nTo have it tried, /,
    ],
  ])('%s is told by the JWTs', async (_, given, words) => {
    const { findings } = await found(files(given));
    expect(findings).toEqual([expect.stringMatching(words)]);
  });

  test('credentials are refused by a hub that trusts no operator, even if it has their user as an nkey', async () => {
    const { findings } = await found([
      {
        path: 'hub.conf',
        text: hubWith(`authorization { users: [ { nkey: ${leafUser.publicKey} } ] }\n`),
      },
      {
        path: 'leaf.conf',
        text: 'leafnodes { remotes: [ { url: "nats-leaf://hub:7422", credentials: "./app.creds" } ] }\n',
      },
      { path: 'app.creds', text: creds.app },
    ]);
    expect(findings).toEqual([
      expect.stringMatching(/: hub trusts no operator.*Violation.*\nLog in as a user of hub/),
    ]);
  });
});
