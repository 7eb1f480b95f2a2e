import { expect, test } from 'vitest';
import { spotIn } from './completion-spot.ts';

/** The spot, with what is written of it. */
const at = (text: string) => {
  const spot = spotIn(text);
  return [spot.type, spot.path.join('.'), text.slice(spot.from)];
};

test.for<[string, string[]]>([
  ['', ['key', '', '']],
  ['leaf', ['key', '', 'leaf']],
  ['port: 4222\nser', ['key', '', 'ser']],
  ['leafnodes {\n  rem', ['key', 'leafnodes', 'rem']],
  ['leafnodes {\n  port: 7422\n  ', ['key', 'leafnodes', '']],
  ['leafnodes {\n}\nacc', ['key', '', 'acc']],
  ['leafnodes { remotes = [ { ur', ['key', 'leafnodes.remotes', 'ur']],
  ['leafnodes { remotes = [ { url: "a" }, { acc', ['key', 'leafnodes.remotes', 'acc']],
  ['accounts { A { users = [ { user: u, pass', ['key', 'accounts.a.users', 'pass']],
  ['jetstream\nleaf', ['key', '', 'leaf']],
])('in “%s” a key is written', ([text, spot]) => {
  expect(at(text)).toEqual(spot);
});

test.for<[string, string[]]>([
  ['debug: t', ['value', 'debug', 't']],
  ['debug:t', ['value', 'debug', 't']],
  ['debug = ', ['value', 'debug', '']],
  ['debug ', ['value', 'debug', '']],
  [
    'leafnodes { remotes = [ { url: "nats-leaf://h',
    ['value', 'leafnodes.remotes.url', 'nats-leaf://h'],
  ],
  [
    'leafnodes { remotes = [ { url: nats-leaf://h',
    ['value', 'leafnodes.remotes.url', 'nats-leaf://h'],
  ],
  ['cluster { routes = [\n  "a"\n  "nats', ['value', 'cluster.routes', 'nats']],
  ['cluster { routes = [\n  ', ['value', 'cluster.routes', '']],
  ['leafnodes { remotes = [ ', ['value', 'leafnodes.remotes', '']],
  ['include ', ['value', 'include', '']],
])('in “%s” a value is written', ([text, spot]) => {
  expect(at(text)).toEqual(spot);
});
