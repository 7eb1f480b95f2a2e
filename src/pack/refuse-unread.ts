import { pathsOf } from '../lab/conf/conf-text.ts';
import { strayText } from '../lab/conf/stray-text.ts';
import { isSecretMap } from '../lab/derive/hide-secrets.ts';
import type { Derived } from '../lab/derive/derive.ts';
import type { ServerConf } from '../lab/derive/server-conf.ts';

/**
 * Refuses to pack a configuration that the server does not take and of which it can only be guessed what is a secret:
 * its end cannot be told, or a text follows a value, or a key has no value, or a login no text.
 * @throws Error that names the line
 */
export function refuseUnread({ confs }: Derived): void {
  for (const conf of confs.values()) {
    const [found] = faultsOf(conf);
    if (!found) continue;
    const { path, line } = conf.placeOf(found.at);
    throw new Error(
      `What stands at ${path}:${line} ${found.words}: nats-server does not take it. Mend it first. No file was written.`,
    );
  }
}

function* faultsOf({ conf, text }: ServerConf): Generator<{ at: number; words: string }> {
  const { blocks, scalars, keys } = conf;
  for (const { start, end } of [...keys, ...scalars])
    if (end > text.length) yield { at: start, words: 'begins with a quote that is never closed' };
  for (const { start, end } of blocks.slice(1))
    if (end === text.length) yield { at: start, words: 'opens a brace that is never closed' };
  yield* strayText(conf, text);
  for (const block of blocks)
    if (pathsOf(block).some(isSecretMap))
      yield {
        at: block.start,
        words: `is a map where ${block.path.at(-1)} has a text`,
      };
}
