import { classLabs } from '../../../labs/class-labs.ts';
import { join } from '../../../labs/class-step.ts';
import type { ClassLeaf, Fault } from '../../class/records.ts';
import type { SeatNow } from '../../class/room.ts';
import { countWords } from './words.ts';

/** A station of the class's map: a seat, or a server that has joined the hub without one. */
export interface Station {
  /** Of the seat, or the name by which the server is known to the hub. */
  id: string;
  name: string;
  /** Whether the hub has a leaf connection of it. */
  joined: boolean;
  /** Whether it had joined in the lab that it runs, and the hub has no connection of it now. */
  gone: boolean;
  seat: boolean;
  /** Milliseconds to the hub and back, as the hub has measured. */
  roundTrip: number | undefined;
  /** Messages that the hub has had from it, and has sent to it. */
  from: number;
  to: number;
  fault: Fault | undefined;
}

/** The most stations that a map shows; of more, those that have joined come first. */
const most = 60;

/**
 * The stations of a map: all seats, and servers that have joined without one.
 * @param seats with whether each `had` joined in the lab that it runs
 * @param leafs the leaf connections of the hub, as it tells of them
 */
export function stationsOf(
  seats: readonly { id: string; name: string; fault: Fault | undefined; had: boolean }[],
  leafs: readonly ClassLeaf[],
): { shown: Station[]; more: string } {
  const known = new Set(seats.map(({ id }) => id));
  const others = [...new Set(leafs.map(nameOf))].filter((name) => !known.has(name));
  const all = [
    ...seats.map((seat) => ({ ...seat, seat: true })),
    ...others.map((name) => ({ id: name, name, fault: undefined, had: false, seat: false })),
  ].map(({ had, ...one }) => {
    const sum = sums(leafs.filter((leaf) => nameOf(leaf) === one.id));
    return { ...one, ...sum, gone: had && !sum.joined };
  });
  if (all.length <= most) return { shown: all, more: '' };
  const first = [...all].sort((a, b) => rank(b) - rank(a));
  const left = first.slice(most);
  const joined = left.filter((one) => one.joined).length;
  return {
    shown: first.slice(0, most),
    more: `${countWords(left.length, 'more seat')}, ${joined} of them joined`,
  };
}

const rank = ({ joined, gone }: Station) => (joined ? 2 : gone ? 1 : 0);

/** Whether a seat runs a lab in which its server has joined the hub. */
export const hadJoined = ({ labs }: SeatNow): boolean =>
  [...labs.values()].some(
    ({ lab, running, steps }) =>
      running &&
      classLabs.some(({ exercise }) => exercise.name === lab) &&
      steps.some(({ id, done }) => id === join.id && done !== undefined),
  );

/** The map in a sentence or two. */
export function mapWords(stations: readonly Station[]): string {
  const joined = stations.filter((one) => one.joined).length;
  const gone = stations.filter((one) => one.gone);
  if (joined === 0 && gone.length === 0)
    return 'No tab has joined the hub. An attendee’s server does so in the labs of the workshop, and its road appears here.';
  const words = `${joined} of ${stations.length} servers are leaf nodes of the hub, as the hub itself tells.`;
  if (gone.length === 0) return words;
  const cut = gone.filter(({ fault }) => fault && fault.what !== 'slow').length;
  return `${words} ${gone.length} had joined and ${gone.length === 1 ? 'is' : 'are'} no leaf now${
    cut > 0 ? `: a trainer has cut ${countWords(cut, 'link')}` : ''
  }.`;
}

const nameOf = ({ seat, name }: ClassLeaf) => seat ?? name;

/** A server may have several connections, one for each account. */
function sums(leafs: readonly ClassLeaf[]): Pick<Station, 'joined' | 'roundTrip' | 'from' | 'to'> {
  const times = leafs.flatMap(({ roundTrip }) => roundTrip ?? []);
  const sum = (of: (leaf: ClassLeaf) => number) => leafs.reduce((all, leaf) => all + of(leaf), 0);
  return {
    joined: leafs.length > 0,
    roundTrip: times.length > 0 ? Math.max(...times) : undefined,
    from: sum((leaf) => leaf.in),
    to: sum((leaf) => leaf.out),
  };
}

/** The sheet of the map, and the hub in its middle. */
export const sheet = { width: 1000, height: 690, x: 500, y: 345 };

/** The size of a station, and of its letters. */
export interface Size {
  width: number;
  height: number;
  letters: number;
}

interface Rings extends Size {
  rings: readonly { rx: number; ry: number; room: number }[];
}

/** Rings around the hub, with how many stations each holds: the fewer there are, the larger is a station. */
const layouts: readonly Rings[] = [
  { width: 124, height: 50, letters: 16, rings: [{ rx: 350, ry: 235, room: 14 }] },
  {
    width: 100,
    height: 40,
    letters: 14,
    rings: [
      { rx: 235, ry: 150, room: 12 },
      { rx: 425, ry: 290, room: 20 },
    ],
  },
  {
    width: 78,
    height: 32,
    letters: 12,
    rings: [
      { rx: 190, ry: 125, room: 12 },
      { rx: 315, ry: 215, room: 20 },
      { rx: 440, ry: 310, room: 28 },
    ],
  },
];

/** Places for stations around the hub: in as few rings as hold them, each evenly filled. */
export function placesFor(count: number): { size: Size; places: { x: number; y: number }[] } {
  const { rings, ...size } = layouts.find((one) => roomIn(one.rings) >= count) ?? layouts.at(-1)!;
  let left = count;
  const places = rings.flatMap(({ rx, ry, room }, ring) => {
    const here = Math.min(room, Math.round(left / (rings.length - ring)));
    left -= here;
    return Array.from({ length: here }, (_, at) => {
      // Rings are turned against each other, so that roads pass between stations.
      const angle = ((at + ring / rings.length) / here) * 2 * Math.PI - Math.PI / 2;
      return {
        x: Math.round(sheet.x + rx * Math.cos(angle)),
        y: Math.round(sheet.y + ry * Math.sin(angle)),
      };
    });
  });
  return { size, places };
}

const roomIn = (some: readonly { room: number }[]) => some.reduce((sum, { room }) => sum + room, 0);

/** A station in a sentence, for those who do not see the map. */
export function stationWords(station: Station): string {
  const { name, joined, gone, seat, roundTrip, from, to, fault } = station;
  if (gone) return `${name}: had joined, no leaf now${fault ? `, ${faultWords(fault)}` : ''}`;
  if (!joined) return `${name}: not joined`;
  return [
    `${name}: ${seat ? 'a leaf of the hub' : 'a leaf without a seat'}`,
    ...(roundTrip === undefined ? [] : [timeWords(roundTrip)]),
    `${from} messages from it, ${to} to it`,
    ...(fault ? [faultWords(fault)] : []),
  ].join(', ');
}

/** A round trip as the map shows it. */
export const timeWords = (milliseconds: number): string =>
  milliseconds < 1 ? '<1 ms' : `${Math.round(milliseconds)} ms`;

/** What is wrong with a link, in words. */
function faultWords({ what, delay }: Fault): string {
  switch (what) {
    case 'refused':
      return 'link cut';
    case 'silent':
      return 'link cut in silence';
    case 'slow':
      return `${delay ?? 0} ms slower each way`;
    case 'heal':
      return 'link healed';
  }
}
