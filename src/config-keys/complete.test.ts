import { expect, test } from 'vitest';
import { isOuter, keysIn } from './complete.ts';
import { explain } from './explain.ts';
import { keys } from './keys.ts';

const namesIn = (...path: string[]) => keysIn(path).map((key) => key.path.split('.').at(-1));

test('a configuration takes the keys of its top, and a block its own', () => {
  expect(namesIn()).toEqual(expect.arrayContaining(['server_name', 'leafnodes', 'accounts']));
  expect(namesIn()).not.toContain('remotes');
  expect(namesIn('leafnodes')).toEqual(expect.arrayContaining(['port', 'remotes']));
  expect(namesIn('leafnodes', 'remotes')).toEqual(expect.arrayContaining(['url', 'account']));
});

test('a block is found by its other names, and by a name that a person gives', () => {
  expect(namesIn('leaf', 'remotes')).toEqual(namesIn('leafnodes', 'remotes'));
  expect(namesIn('accounts', 'orders')).toEqual(expect.arrayContaining(['users', 'exports']));
});

test('keys that blocks have in common are found wherever the block stands, each once', () => {
  for (const path of [
    ['cluster', 'tls'],
    ['leafnodes', 'remotes', 'tls'],
  ]) {
    const names = namesIn(...path);
    expect(names).toContain('handshake_first');
    expect(new Set(names).size).toBe(names.length);
  }
  expect(namesIn('accounts', 'a', 'users', 'permissions')).toContain('publish');
});

test('a block that is not known takes none', () => {
  expect(namesIn('gateway')).toEqual([]);
});

test('each key is offered in its block, as the one that is explained there', () => {
  const left = keys.filter(({ path }) => {
    const steps = path.split('.').map((step) => (step === '*' ? 'any' : step));
    return !keysIn(steps.slice(0, -1)).includes(explain(steps)!);
  });
  expect(left.map(({ path }) => path)).toEqual([]);
});

test('a block and a list of blocks have keys in them, a list of texts has none', () => {
  const of = (path: string) => isOuter(keys.find((key) => key.path === path)!);
  expect(of('leafnodes')).toBe(true);
  expect(of('leafnodes.remotes')).toBe(true);
  expect(of('accounts')).toBe(true);
  expect(of('cluster.routes')).toBe(false);
});
