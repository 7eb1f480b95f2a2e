import { applyEdits, replace, type Edit } from '../../lab/conf/edits.ts';
import { checkName, fileOf, membersWith, withFiles, type Acted, type At } from './action.ts';
import { atEnd, blockAt, insideBlock, keyIn } from './write.ts';

/**
 * Gives a server JetStream in a domain, or another domain. All members of its cluster get it.
 * @throws NotPossible
 */
export function setDomain(at: At, server: string, domain: string): Acted {
  checkName(domain, 'a domain');
  const texts = new Map<string, string>();
  for (const conf of membersWith(at, server)) {
    const { path, text } = fileOf(at, conf.name);
    texts.set(path, applyEdits(text, domainEdits(conf.conf, text, domain)));
  }
  return {
    words: `Give ${server} the domain ${domain}`,
    change: { files: withFiles(at, texts) },
  };
}

function domainEdits(conf: Parameters<typeof blockAt>[0], text: string, domain: string): Edit[] {
  const own = conf.scalars.findLast(
    ({ block, key }) => block.path.join() === 'jetstream' && key === 'domain',
  );
  if (own) return replace(own, domain);
  const block = blockAt(conf, /^jetstream$/);
  if (block) return [insideBlock(text, block, [`domain: ${domain}`])];
  const lines = ['jetstream {', `  domain: ${domain}`, '  store_dir: "/data"', '}'];
  const plain = keyIn(conf, conf.blocks[0]!, /^jetstream$/);
  return plain
    ? [{ start: plain.start, end: plain.valueEnd, text: lines.join('\n') }]
    : [atEnd(text, lines)];
}
