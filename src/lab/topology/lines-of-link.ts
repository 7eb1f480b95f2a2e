import type { LinkSpec } from './topology.ts';
import { readConf, type Block, type ConfText } from '../conf/conf-text.ts';

/** Lines of a text, from 1, the last one included. */
export interface LineRange {
  from: number;
  to: number;
}

/**
 * The lines of a server's configuration that make a link: on the side that dials the remote or route
 * which names the other server, on the side that listens the block that does.
 */
export function linesOfLink(
  config: string,
  link: Pick<LinkSpec, 'kind' | 'from' | 'to'>,
  side: 'from' | 'to',
): LineRange[] {
  const conf = readConf(config);
  const names = link.kind === 'leaf' ? ['leafnodes', 'leaf'] : ['cluster'];
  const spans =
    side === 'from'
      ? dialling(conf, names, link)
      : conf.blocks.filter(
          (block) =>
            block.path.length === 1 && names.includes(block.path[0]!) && listens(conf, block),
        );
  return spans.map(({ start, end }) => ({ from: lineAt(config, start), to: lineAt(config, end) }));
}

function dialling(conf: ConfText, names: string[], { kind, to }: Pick<LinkSpec, 'kind' | 'to'>) {
  const urls = conf.scalars.filter(
    ({ block, key, text }) =>
      names.includes(block.path[0] ?? '') &&
      /^(urls?|routes|remotes)$/.test(key) &&
      hostOf(text) === to,
  );
  return kind === 'leaf' ? [...new Set(urls.map(({ block }) => block))] : urls;
}

const listens = (conf: ConfText, block: Block): boolean =>
  conf.scalars.some((scalar) => scalar.block === block && /^(port|listen)$/.test(scalar.key));

const hostOf = (url: string): string | undefined =>
  /^[\w-]+:\/\/(?:[^@/]*@)?([^:/?#]+)/.exec(url)?.[1];

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;
