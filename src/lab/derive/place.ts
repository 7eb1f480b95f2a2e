import { grouped } from '../conf/in-order.ts';
import type { Point, Topology } from '../topology/topology.ts';

/** The place of a column or a row of a map, in map units, and how many of them fit. */
const columns = { first: 120, apart: 260, two: { one: [190, 570], more: [170, 590] }, width: 760 };
/** `apart` is between members of a cluster, `separate` between servers with a border around each. */
const rows = { margin: 114, apart: 152, separate: 168, one: 260, two: 376 };
/** How many servers stand above each other before the others come to the left of the hub. */
const highest = 8;
/** How often the rows are sorted by what they are linked with. */
const sweeps = 6;

interface Drawn {
  name: string;
  cluster?: string;
}

/**
 * Places the servers of a topology: hubs at the left, and each server one column to the right of the nearest that it
 * dials; members of a cluster below each other, and rows in the order in which the fewest links cross. Where a column would be high, the hub stands in the middle, and servers are on both sides of it.
 */
export function place(topology: Omit<Topology, 'size'>): Topology {
  const { servers, outside = [], links } = topology;
  const drawn: Drawn[] = [...servers, ...outside];
  const between = inTheMiddle(topology);
  const inColumns = between ? between.map((name) => [{ name }]) : columnsOf(drawn, links);
  const stacks = between ? inColumns : onBothSides(inColumns, links);
  const tallest = Math.max(1, ...stacks.map(({ length }) => length));
  const height =
    tallest === 1
      ? rows.one
      : tallest === 2
        ? rows.two
        : 2 * rows.margin + (stacks.every(isCluster) ? rows.apart : rows.separate) * (tallest - 1);
  const width = Math.max(columns.width, 2 * columns.first + columns.apart * (stacks.length - 1));
  const at = new Map<string, Point>();
  stacks.forEach((stack, column) => {
    const x =
      stacks.length === 2
        ? columns.two[tallest === 1 ? 'one' : 'more'][column]!
        : stacks.length === 1
          ? width / 2
          : columns.first + columns.apart * column;
    // A ring of routes bows out in the middle towards the left: a link along the middle would lie on it.
    const ring = stack.length === 1 && isRing(stacks[column + 1]);
    stack.forEach(({ name }, row) =>
      at.set(name, { x, y: rowAt(row, stack.length, height) - (ring ? rows.apart / 2 : 0) }),
    );
  });
  const placed = <T extends { name: string }>(each: T) => ({ ...each, at: at.get(each.name)! });
  const order = new Map(inColumns.flat().map(({ name }, i) => [name, i]));
  return {
    ...topology,
    size: { width, height },
    servers: servers.map(placed).sort((a, b) => order.get(a.name)! - order.get(b.name)!),
    ...(outside.length > 0 && { outside: outside.map(placed) }),
  };
}

const isRing = (stack: Drawn[] = []): boolean =>
  stack.length > 2 &&
  stack.length % 2 === 1 &&
  stack.every(({ cluster }) => cluster !== undefined && cluster === stack[0]!.cluster);

/** The middle of a row: alone in the middle of the map, else spread over its height. */
function rowAt(row: number, count: number, height: number): number {
  const middle = height / 2;
  if (count === 1) return middle;
  const half = count === 2 ? 83 + (height - rows.two) * 0.175 : middle - rows.margin;
  return Math.round(middle - half + (2 * half * row) / (count - 1));
}

/**
 * A server between two others that have nothing to do with each other: two hubs that it dials, or two leaves that it
 * binds to accounts of their own. It stands in the middle.
 */
function inTheMiddle({ servers, links }: Omit<Topology, 'size'>): string[] | undefined {
  const [first, second] = links;
  if (
    servers.length !== 3 ||
    links.length !== 2 ||
    first!.kind !== 'leaf' ||
    second!.kind !== 'leaf'
  )
    return undefined;
  if (first!.from === second!.from) return [first!.to, first!.from, second!.to];
  if (first!.to !== second!.to) return undefined;
  const remotes = (accounts = first!.accounts) => (accounts ?? []).map(({ remote }) => remote);
  const shared = remotes().filter((account) => remotes(second!.accounts).includes(account));
  const apart = first!.accounts && second!.accounts && shared.length === 0;
  return apart ? [first!.from, first!.to, second!.from] : undefined;
}

type Links = Topology['links'];

function columnsOf(drawn: Drawn[], links: Links): Drawn[][] {
  const depth = depths(drawn, links);
  const leafs = grouped(
    links.filter(({ kind }) => kind === 'leaf'),
    ({ from }) => from,
  );
  const dials = ({ name }: Drawn) => leafs.get(name)?.length ?? 0;
  const stacks: Drawn[][] = [];
  // Where two of a column dial each other, the one that dials stands below.
  for (const each of drawn.toSorted((a, b) => dials(a) - dials(b)))
    (stacks[depth.get(each.name)!] ??= []).push(each);
  const full = Object.values(stacks);
  const neighbours = neighboursIn(links);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const way = sweep % 2 === 0 ? full : full.toReversed();
    way.forEach((stack, i) => {
      if (i > 0) sortBy(stack, way[i - 1]!, neighbours);
    });
  }
  return full;
}

/** Whether a column has no two servers but those of one cluster. */
const isCluster = (stack: readonly Drawn[]): boolean =>
  stack.length < 3 || stack.every(({ cluster }) => cluster && cluster === stack[0]!.cluster);

/** Puts half of what dials a hub, with all that dials that, to the left of it, where a column would be too high. */
function onBothSides(stacks: Drawn[][], links: Links): Drawn[][] {
  const [hubs = [], near = []] = stacks;
  const isOne = hubs.every((each) => groupOf(each) === groupOf(hubs[0]!));
  if (!isOne || stacks.every(({ length }) => length <= highest)) return stacks;
  /** The server of the first column beside the hub by way of which one reaches it. */
  const branch = new Map(near.map((each) => [each.name, groupOf(each)]));
  const neighbours = neighboursIn(links);
  for (const stack of stacks.slice(2)) {
    const groups = grouped(stack, groupOf);
    for (const each of stack) {
      const members = groups.get(groupOf(each))!;
      const over = members
        .flatMap(({ name }) => neighbours.get(name) ?? [])
        .find((name) => branch.has(name) && !members.some((member) => member.name === name));
      branch.set(each.name, over === undefined ? groupOf(near[0]!) : branch.get(over)!);
    }
  }
  const all = grouped(branch.values(), (group) => group);
  const left = new Set<string>();
  let taken = 0;
  for (const each of new Set(near.map(groupOf))) {
    const size = all.get(each)!.length;
    if (taken + size > branch.size / 2) break;
    taken += size;
    left.add(each);
  }
  const side = (isLeft: boolean) =>
    stacks
      .slice(1)
      .map((stack) => stack.filter(({ name }) => left.has(branch.get(name)!) === isLeft))
      .filter(({ length }) => length > 0);
  return [...side(true).reverse(), hubs, ...side(false)];
}

const groupOf = ({ name, cluster }: Drawn): string => cluster ?? `=${name}`;

/** How far each is from a server that dials none, over the nearest that it dials; members of a cluster are equally far. */
function depths(drawn: Drawn[], links: Links): Map<string, number> {
  const leafs = links.filter(({ kind }) => kind === 'leaf');
  const clusters = new Map(drawn.toReversed().map(({ name, cluster }) => [name, cluster]));
  const group = (name: string) => clusters.get(name) ?? `=${name}`;
  const groups = new Set(drawn.map(({ name }) => group(name)));
  const dialled = new Map([...groups].map((each) => [each, new Set<string>()]));
  for (const { from, to } of leafs)
    if (group(from) !== group(to)) dialled.get(group(from))!.add(group(to));
  const found = new Map<string, number>();
  let next = [...groups].filter((each) => dialled.get(each)!.size === 0);
  // All dial each other in a circle: the first begins it.
  if (next.length === 0) next = [...groups].slice(0, 1);
  for (let depth = 0; next.length > 0; depth += 1) {
    for (const each of next) found.set(each, depth);
    next = [...groups].filter(
      (each) => !found.has(each) && [...dialled.get(each)!].some((to) => found.has(to)),
    );
  }
  return new Map(drawn.map(({ name }) => [name, found.get(group(name)) ?? 0]));
}

/** By the name of each, those that a leaf link joins it with, in the order of the links. */
function neighboursIn(links: Links): ReadonlyMap<string, string[]> {
  const ends = links.flatMap(({ kind, from, to }): [string, string][] =>
    kind !== 'leaf'
      ? []
      : from === to
        ? [[from, to]]
        : [
            [from, to],
            [to, from],
          ],
  );
  const pairs = grouped(ends, ([one]) => one);
  return new Map([...pairs].map(([name, all]) => [name, all.map(([, other]) => other)]));
}

/** Sorts a column by the middle of what each is linked with in the column beside it. Clusters stay together. */
function sortBy(stack: Drawn[], beside: Drawn[], neighbours: ReadonlyMap<string, string[]>): void {
  const row = new Map(beside.map(({ name }, i) => [name, i]));
  const middle = (names: string[]) => {
    const there = names.flatMap((name) => row.get(name) ?? []);
    return there.length === 0
      ? undefined
      : there.reduce((sum, each) => sum + each, 0) / there.length;
  };
  const now = new Map(stack.map(({ name }, i) => [name, i]));
  const weight = new Map<string, number>();
  for (const group of grouped(stack, groupOf).values()) {
    const among = middle(group.flatMap(({ name }) => neighbours.get(name) ?? []));
    for (const { name } of group) weight.set(name, among ?? now.get(group[0]!.name)!);
  }
  stack.sort(
    (a, b) =>
      weight.get(a.name)! - weight.get(b.name)! ||
      (a.cluster ?? '').localeCompare(b.cluster ?? '') ||
      now.get(a.name)! - now.get(b.name)!,
  );
}
