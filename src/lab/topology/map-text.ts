import { onOneLine, wrap } from '../text-lines.ts';
import type { LinkSpec, Topology } from './topology.ts';

/** The characters of boxes and lines. */
export interface Strokes {
  corners: readonly [string, string, string, string];
  across: string;
  down: string;
  fork: string;
  last: string;
  stem: string;
}

/** The strokes of a terminal that shows letters of all kinds. */
export const boxes: Strokes = {
  corners: ['┌', '┐', '└', '┘'],
  across: '─',
  down: '│',
  fork: '├',
  last: '└',
  stem: '┬',
};

/** Strokes that each terminal has. */
export const ascii: Strokes = {
  corners: ['+', '+', '+', '+'],
  across: '-',
  down: '|',
  fork: '+',
  last: '+',
  stem: '+',
};

/** How a link stands, in a word or two. */
export type LinkWords = (link: LinkSpec) => string;

/** One or several servers that a map draws as one box: the members of a cluster stand together. */
interface Station {
  names: string[];
  lines: string[];
}

/**
 * Draws a network with characters: each server below what it dials first, as a leaf or else by a gateway, in a box, and beside the stroke between
 * them what is bound to what. A server that dials several says so in its box.
 */
export function mapText(
  topology: Topology,
  width: number,
  linkWords: LinkWords = () => '',
  strokes: Strokes = boxes,
): string {
  const stations = stationsOf(topology, linkWords);
  const stationOf = (name: string) => stations.find(({ names }) => names.includes(name));
  const above = new Map<Station, Station>();
  const leafs = topology.links.filter(({ kind }) => kind === 'leaf');
  const gateways = topology.links.filter(({ kind }) => kind === 'gateway');
  for (const { from, to } of [...leafs, ...gateways]) {
    const [a, b] = [stationOf(from), stationOf(to)];
    if (a && b && a !== b && !above.has(a) && !leadsTo(above, b, a)) above.set(a, b);
  }
  const draw = (station: Station, room: number): string[] => {
    const below = stations.filter((each) => above.get(each) === station);
    const lines = box(station.lines, room, strokes, below.length > 0);
    below.forEach((each, i) => {
      const isLast = i === below.length - 1;
      const [head, ...rest] = draw(each, room - 4);
      const middle = rest.shift()!;
      lines.push(` ${strokes.down}  ${head}`);
      lines.push(` ${isLast ? strokes.last : strokes.fork}${strokes.across.repeat(2)}${middle}`);
      lines.push(...rest.map((line) => ` ${isLast ? ' ' : strokes.down}  ${line}`));
    });
    return lines;
  };
  return stations
    .filter((station) => !above.has(station))
    .flatMap((station) => draw(station, width))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Whether one stands below another, so that the other cannot stand below it. */
function leadsTo(above: ReadonlyMap<Station, Station>, from: Station, to: Station): boolean {
  for (let at: Station | undefined = from; at; at = above.get(at)) if (at === to) return true;
  return false;
}

function stationsOf(topology: Topology, linkWords: LinkWords): Station[] {
  const { servers, outside = [], links } = topology;
  const clusters = new Map<string, string[]>();
  const groups: string[][] = [];
  for (const { name, cluster } of servers) {
    const members = cluster === undefined ? undefined : clusters.get(cluster);
    if (members) members.push(name);
    else {
      const group = [name];
      groups.push(group);
      if (cluster !== undefined) clusters.set(cluster, group);
    }
  }
  const stations = groups.map((names): Station => {
    const { cluster, domain, accounts } = servers.find(({ name }) => name === names[0])!;
    const inside = links.filter(({ from, to }) => names.includes(from) && names.includes(to));
    const leaving = links.filter(({ from, to }) => names.includes(from) && !names.includes(to));
    return {
      names,
      lines: [
        names.join('  '),
        ...(cluster === undefined || names.length < 2 ? [] : [`cluster ${cluster}`]),
        ...(domain === undefined ? [] : [`domain ${domain}`]),
        ...(accounts ? [`accounts ${accounts.join(', ')}`] : []),
        ...inside.flatMap((link) => stateLine(link, linkWords)),
        ...leaving.map((link) => linkLine(link, names.length > 1, linkWords)),
      ].map(onOneLine),
    };
  });
  const elsewhere = outside.map(({ name }): Station => ({
    names: [name],
    lines: [onOneLine(name), 'not among these files'],
  }));
  return [...elsewhere, ...stations];
}

const stateLine = (link: LinkSpec, linkWords: LinkWords): string[] => {
  const state = linkWords(link);
  return state === '' || state === 'up' ? [] : [`${link.from} - ${link.to}: ${state}`];
};

function linkLine(link: LinkSpec, several: boolean, linkWords: LinkWords): string {
  const bound = (link.accounts ?? []).map(({ local, remote }) => `${local} = ${remote} there`);
  const state = linkWords(link);
  return [
    `${several ? `${link.from} ` : ''}-> ${link.to}${state === '' ? '' : `: ${state}`}`,
    ...(bound.length > 0 ? [`(${bound.join(', ')})`] : []),
  ].join(' ');
}

function box(lines: string[], width: number, strokes: Strokes, hasStem: boolean): string[] {
  const room = Math.max(12, width - 4);
  const text = lines.flatMap((line) => wrap(line, room)).flatMap((line) => cut(line, room));
  const inner = Math.max(...text.map((line) => line.length));
  const [topLeft, topRight, bottomLeft, bottomRight] = strokes.corners;
  const edge = strokes.across.repeat(inner + 2);
  const foot = hasStem ? strokes.stem + edge.slice(1) : edge;
  return [
    topLeft + edge + topRight,
    ...text.map((line) => `${strokes.down} ${line.padEnd(inner)} ${strokes.down}`),
    bottomLeft + foot + bottomRight,
  ];
}

/** A word that is longer than its box goes on in the next line. */
function cut(line: string, room: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at < line.length; at += room) parts.push(line.slice(at, at + room));
  return parts.length > 0 ? parts : [''];
}
