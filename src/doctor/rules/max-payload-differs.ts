import type { ServerConf } from '../../lab/derive/server-conf.ts';
import { dialledIn, linkOf } from '../remotes.ts';
import type { Rule } from '../rule.ts';
import { placeOf, valueAt } from '../settings.ts';

/**
 * Tried on 2.15.2 in both directions: a message that one end takes and the other does not closes the link, with `Maximum
 * Message Payload Exceeded`, and is lost.
 */
export const maxPayloadDiffers: Rule = {
  id: 'max-payload-differs',
  severity: 'warning',
  title: 'The two ends of a link take messages of different sizes',
  page: '/troubleshooting/messages/maximum-payload-violation',
  *look(network) {
    const told = new Set<string>();
    for (const { remote, hub } of dialledIn(network)) {
      const { from } = remote;
      const [mine, theirs] = [sizeOf(from), sizeOf(hub)];
      if (mine === undefined || theirs === undefined || mine === theirs) continue;
      const pair = `${from.name} ${hub.name}`;
      if (told.has(pair)) continue;
      told.add(pair);
      const [large, small] = mine > theirs ? [from, hub] : [hub, from];
      const at = valueAt(large, 'max_payload') ? large : small;
      yield {
        server: at.name,
        ...linkOf(network, from.name, hub.name),
        place: placeOf(at, valueAt(at, 'max_payload')),
        words: `${large.name} takes messages of ${Math.max(mine, theirs)} bytes and ${small.name} of ${Math.min(mine, theirs)}. A message in between closes the link that it crosses, and is lost.`,
        remedy: 'Give both the same max_payload.',
      };
    }
  },
};

const usual = 1024 * 1024;

function sizeOf(server: ServerConf): number | undefined {
  const value = valueAt(server, 'max_payload');
  if (!value) return usual;
  const [, digits, unit = ''] = /^(\d+)([kmgtpe]?)(?:i?b)?$/i.exec(value.text) ?? [];
  if (digits === undefined) return undefined;
  // The server counts 1 K as 1000 bytes, and 1 KB or 1 KiB as 1024.
  const base = /b$/i.test(value.text) ? 1024 : 1000;
  return Number(digits) * base ** ' kmgtpe'.indexOf(unit.toLowerCase() || ' ');
}
