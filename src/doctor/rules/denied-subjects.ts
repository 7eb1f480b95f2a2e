import { linkOf, remotesOf } from '../remotes.ts';
import { blocksAt, placeOf, valuesIn } from '../settings.ts';
import type { Rule } from '../rule.ts';

/**
 * Tried on 2.15.2 with a request in each direction and `nats stream ls --js-domain`: `deny_exports: _INBOX.>` stops
 * answers to the hub, `deny_imports: _INBOX.>` answers to the leaf, and `$JS.>` in either the API of domains.
 */
export const deniedSubjects: Rule = {
  id: 'denied-subjects',
  severity: 'warning',
  title: 'A remote denies subjects on which answers or JetStream depend',
  page: '/guides/segmentation',
  *look(network) {
    for (const server of network.confs.values())
      for (const block of blocksAt(server, 'leafnodes.remotes')) {
        const hub = remotesOf(network, server).find((remote) => remote.block === block)?.to[0];
        for (const key of ['deny_imports', 'deny_exports'] as const)
          for (const value of valuesIn(server, block, key)) {
            const stopped = stops(value.text, key);
            if (!stopped) continue;
            yield {
              server: server.name,
              ...(hub && linkOf(network, server.name, hub.name)),
              place: placeOf(server, value),
              words: `${key} of ${server.name} has ${value.text}: ${stopped}.`,
              // To let messages pass in one direction only may be meant.
              ...(value.text === '>' && { severity: 'note' as const }),
              remedy: `Deny the subjects of your own that are meant. JetStream’s API without a domain stays apart without it.`,
            };
          }
      }
  },
};

function stops(subject: string, key: 'deny_imports' | 'deny_exports'): string | undefined {
  const inwards = key === 'deny_imports';
  if (subject === '>') return `no message ${inwards ? 'comes in' : 'goes out'}, answers included`;
  if (subject === '_INBOX.>')
    return inwards
      ? 'answers to requests of its clients do not come in, and each ends in a timeout'
      : 'answers to requests of the other side do not go out, and each ends in a timeout';
  if (subject === '$JS.>')
    return inwards
      ? 'neither JetStream can be reached across the link'
      : 'JetStream of the other side cannot be reached from here';
  return undefined;
}
