import { expect, test } from 'vitest';
import { withSystemUser } from './system-user.ts';

const user = '{ user: rig, password: rig }';

test.each([
  ['port: 4222', `port: 4222\naccounts { $SYS { users: [ ${user} ] } }\n`],
  ['accounts { A: {} }', `accounts { $SYS { users: [ ${user} ] },  A: {} }`],
  ['accounts: { $SYS: { users: [] } }', `accounts: { $SYS: { users: [${user}] } }`],
  [
    'accounts { S { users: [ {user: a, password: b} ] } }\nsystem_account: S',
    `accounts { S { users: [${user},  {user: a, password: b} ] } }\nsystem_account: S`,
  ],
  ['operator: /o.jwt', 'operator: /o.jwt'],
])('%j gets a system user', (config, expected) => {
  expect(withSystemUser(config)).toBe(expected);
});
