import { expect, test } from 'vitest';
import { flagsOf } from './global-flags.ts';
import { notHere, whyNotHere } from './not-here.ts';
import { commandList } from './run.ts';

test.each(notHere)('$name is not here', ({ name, why }) => {
  const [path, flag] = name.split(/ ?--/);
  const here = commandList.filter((command) => !path || `${command.name} `.startsWith(`${path} `));
  if (flag === undefined) expect(here).toEqual([]);
  else for (const command of here) expect(flagsOf(command)).not.toHaveProperty(flag);
  expect(why).toMatch(/^[A-Z].*\.$/);
});

test('each is listed once', () => {
  const names = notHere.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test.each([
  ['auth', true],
  ['server list --archive', true],
  ['auth user add', true],
  ['server mkpasswd', true],
  ['context vi', true],
  ['reply --command', true],
  ['reply --count', false],
  ['stream', false],
  ['constructor', false],
])('%s has a reason: %s', (path, has) => {
  expect(whyNotHere(path) !== undefined).toBe(has);
});
