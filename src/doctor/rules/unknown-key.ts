import { slips } from '../../lab/slips.ts';
import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { blocksThatTake, knownKeys, otherKeys } from '../known-keys.ts';
import type { Rule } from '../rule.ts';
import { keysAt, placeOf } from '../settings.ts';

/**
 * Tried on 2.15.2: `unknown field "js_domain"` at the top and `unknown field "acount"` in a remote; the server does not
 * start. A name that is referred to as a variable is taken.
 */
export const unknownKey: Rule = {
  id: 'unknown-key',
  severity: 'error',
  title: 'A key that the server does not know',
  page: '/reference/configuration',
  *look({ confs }) {
    for (const server of confs.values())
      for (const { key, block, known } of unknownIn(server).slice(0, most))
        yield {
          server: server.name,
          place: placeOf(server, key),
          words: `${block === '' ? 'At the top of a configuration' : `In a block ${block}`}, nats-server knows no key ${key.name}. The server does not start.`,
          remedy: remedyFor(key.path.at(-1)!, block, known),
        };
  },
};

/** How many are told of a server. Text that has lost a brace or a quote is full of them, and the server says where. */
const most = 3;

/** What the text of a configuration may refer to as a variable. */
const referred = ({ text }: ServerConf): Set<string> =>
  new Set([...text.matchAll(/\$([^\s;,\]}]*)/g)].map(([, name]) => name!));

function unknownIn(server: ServerConf) {
  const variables = referred(server);
  return Object.keys(otherKeys).flatMap((block) => {
    const known = knownKeys(block);
    return keysAt(server, block === '' ? '*' : `${block}.*`)
      .filter(({ name, path }) => {
        const isVariable = variables.has(name);
        return !known.includes(path.at(-1)!) && path.at(-1) !== 'include' && !isVariable;
      })
      .map((key) => ({ key, block, known }));
  });
}

/** What people write, and the key that it is. */
const meant: ReadonlyMap<string, string> = new Map([
  ['js_domain', 'domain in the block jetstream'],
  ['jetstream_domain', 'domain in the block jetstream'],
  ['name', 'server_name at the top'],
]);

function remedyFor(name: string, block: string, known: readonly string[]): string {
  const near = known
    .filter((each) => Math.abs(each.length - name.length) <= 2)
    .map((each) => ({ each, slips: slips(name, each) }))
    .filter(({ each, slips: count }) => count <= Math.min(2, each.length / 3))
    .sort((a, b) => a.slips - b.slips)[0]?.each;
  if (near) return `Did you mean ${near}?`;
  const instead = meant.get(name);
  if (instead !== undefined) return `Write ${instead}.`;
  const [other] = blocksThatTake(name).filter((each) => each !== block);
  if (other === undefined)
    return 'Remove it, or look its name up among the keys of a configuration.';
  return `Move it ${other === '' ? 'to the top' : `into the block ${other}`}, where it is known.`;
}
