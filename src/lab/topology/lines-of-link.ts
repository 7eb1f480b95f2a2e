import type { LinkSpec } from './topology.ts';
import { readConf, type Block, type ConfText } from '../conf/conf-text.ts';
import { dialledBy } from '../conf/server-settings.ts';

/** Lines of a text, from 1, the last one included. */
export interface LineRange {
  from: number;
  to: number;
}

/**
 * The lines of a server's configuration that make a link: on the side that dials the remote, route or gateway
 * which names the other server, on the side that listens the block that does.
 */
export function linesOfLink(
  config: string,
  link: Pick<LinkSpec, 'kind' | 'from' | 'to'>,
  side: 'from' | 'to',
): LineRange[] {
  const conf = readConf(config);
  const spans = side === 'from' ? dialling(conf, link) : listening(conf, link);
  return spans.map(({ start, end }) => ({ from: lineAt(config, start), to: lineAt(config, end) }));
}

function dialling(conf: ConfText, { kind, to }: Pick<LinkSpec, 'kind' | 'to'>) {
  const urls = dialledBy(conf)
    .filter((dialled) => dialled.kind === kind && dialled.host === to)
    .map(({ url }) => url);
  return kind === 'leaf' ? [...new Set(urls.map(({ block }) => block))] : urls;
}

const listeners = { leaf: /^leaf(nodes)?$/, route: /^cluster$/, gateway: /^gateway$/ };

function listening(conf: ConfText, { kind }: Pick<LinkSpec, 'kind'>): Block[] {
  return conf.blocks.filter(
    (block) => listeners[kind].test(block.path.join('.')) && listens(conf, block),
  );
}

const listens = (conf: ConfText, block: Block): boolean =>
  conf.scalars.some((scalar) => scalar.block === block && /^(port|listen)$/.test(scalar.key));

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;
