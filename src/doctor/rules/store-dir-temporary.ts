import { hasJetStream } from '../jetstream.ts';
import type { Rule } from '../rule.ts';
import { blocksAt, keysAt, placeOf, valueAt } from '../settings.ts';

/** Seen on 2.15.2: `Temporary storage directory used, data could be lost on system reboot`. */
export const storeDirTemporary: Rule = {
  id: 'store-dir-temporary',
  severity: 'warning',
  title: 'JetStream stores in a temporary folder',
  page: '/troubleshooting/messages/temporary-storage-directory-used',
  *look({ confs }) {
    for (const server of confs.values()) {
      if (!hasJetStream(server)) continue;
      const dir = valueAt(server, 'jetstream.store_dir') ?? valueAt(server, 'store_dir');
      if (dir && !/^(\/var)?\/tmp(\/|$)|^\/dev\/shm(\/|$)/.test(dir.text)) continue;
      yield {
        // One that is named is known to whoever wrote it.
        ...(dir && { severity: 'note' as const }),
        server: server.name,
        place: placeOf(
          server,
          dir ?? blocksAt(server, 'jetstream')[0] ?? keysAt(server, 'jetstream')[0],
        ),
        words: `JetStream of ${server.name} stores in ${dir ? dir.text : 'the temporary folder of its machine, since it has no store_dir'}. A restart of the machine or the container may take its streams.`,
        remedy:
          'Set store_dir in the jetstream block to a folder that stays, on a disk of its own.',
      };
    }
  },
};
