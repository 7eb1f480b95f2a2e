import clsx from 'clsx';
import { useMemo } from 'react';
import { faultAt, type SeatNow } from '../../class/room.ts';
import { classDomain } from '../../class/subjects.ts';
import {
  hadJoined,
  mapWords,
  placesFor,
  sheet,
  stationsOf,
  stationWords,
  timeWords,
  type Size,
  type Station,
} from './class-map.ts';
import styles from './ClassMap.module.css';
import legend from './Legend.module.css';
import { isReached, useTrainer, useView } from './context.ts';
import Faults from './Faults.tsx';
import { useLeafs } from './useLeafs.ts';

/** The class as one network: the hub in the middle, and around it the servers that attendees' tabs run. */
export default function ClassMap({ seats }: { seats: readonly SeatNow[] }) {
  const { nameOf } = useTrainer();
  const view = useView();
  const { room } = view;
  const { leafs, problem } = useLeafs();
  const running = isReached(view);
  const { shown, more } = stationsOf(
    seats.map((seat) => ({
      id: seat.id,
      name: nameOf(seat),
      fault: faultAt(room, seat),
      had: hadJoined(seat),
    })),
    // What it told last is no longer so.
    running ? (leafs ?? []) : [],
  );
  return (
    <section aria-label="Map" className={styles.view}>
      <p className={styles.words} role="status">
        {!running
          ? 'The hub is not reached: no server is its leaf as far as this page knows.'
          : mapWords(shown)}{' '}
        {more && `The map has room for sixty: ${more}.`} {problem}
      </p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Map of the class">
        <Sheet
          stations={shown}
          hub={running ? `domain ${room.hub?.elsewhere?.domain ?? classDomain}` : 'stopped'}
        />
      </div>
      <p className={clsx(legend.legend, styles.legend)}>
        <span>
          <i data-of="leaf" /> has dialled the hub
        </span>
        <span>
          <i data-of="gone" /> had joined, and is no leaf now
        </span>
        <span>
          <i data-of="none" /> has not joined
        </span>
        <span>Numbers: round trip, messages from it ↑ and to it ↓</span>
      </p>
      <Faults stations={shown.filter(({ seat }) => seat)} />
    </section>
  );
}

/** @param hub the domain of the hub, or that it is stopped */
function Sheet({ stations, hub }: { stations: readonly Station[]; hub: string }) {
  const { size, places } = useMemo(() => placesFor(stations.length), [stations.length]);
  return (
    <svg
      viewBox={`0 0 ${sheet.width} ${sheet.height}`}
      className={styles.map}
      role="img"
      aria-label={`The hub. ${stations.map(stationWords).join('. ')}.`}
    >
      <defs>
        <marker
          id="class-dialled"
          viewBox="0 0 8 8"
          refX="-1"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8z" className={styles.arrow} />
        </marker>
      </defs>
      <ellipse cx={sheet.x} cy={sheet.y} rx="108" ry="66" className={styles.territory} />
      {stations.map((station, at) => (
        <Road key={station.id} station={station} place={places[at]!} size={size} />
      ))}
      <g className={styles.hub} data-stopped={hub === 'stopped' || undefined}>
        <rect x={sheet.x - 62} y={sheet.y - 30} width="124" height="60" rx="5" />
        <text x={sheet.x} y={sheet.y - 5} className={styles.hubName}>
          hub
        </text>
        <text x={sheet.x} y={sheet.y + 16}>
          {hub}
        </text>
      </g>
      {stations.map((station, at) => (
        <StationBox key={station.id} station={station} place={places[at]!} size={size} />
      ))}
    </svg>
  );
}

interface PlacedProps {
  station: Station;
  place: { x: number; y: number };
  size: Size;
}

/** The road by which a station has dialled the hub; one that is cut has a gap. */
function Road({ station, place: { x, y }, size: box }: PlacedProps) {
  const { joined, gone, fault } = station;
  if (!joined && !gone) return null;
  // From the edge of the box.
  const [dx, dy] = [sheet.x - x, sheet.y - y];
  const out = Math.min(
    box.width / 2 / Math.max(1, Math.abs(dx)),
    box.height / 2 / Math.max(1, Math.abs(dy)),
  );
  const from = { x: x + dx * out, y: y + dy * out };
  return (
    <g className={styles.road} data-fault={fault?.what} data-joined={joined || undefined}>
      <line
        x1={from.x}
        y1={from.y}
        x2={sheet.x}
        y2={sheet.y}
        markerStart={joined ? 'url(#class-dialled)' : undefined}
      />
      {fault && (
        <text x={from.x + dx * 0.18} y={from.y + dy * 0.18 + 4}>
          {fault.what === 'slow' ? `${fault.delay ?? 0} ms` : '✕'}
        </text>
      )}
    </g>
  );
}

function StationBox({ station, place: { x, y }, size: box }: PlacedProps) {
  const { name, joined, gone, seat, roundTrip, from, to } = station;
  const numbers = [
    ...(roundTrip === undefined ? [] : [timeWords(roundTrip)]),
    ...(joined ? [`↑${short(from)} ↓${short(to)}`] : []),
  ].join(' ');
  return (
    <g
      className={styles.station}
      data-joined={joined || undefined}
      data-gone={gone || undefined}
      data-seat={seat || undefined}
    >
      <title>{stationWords(station)}</title>
      <rect
        x={x - box.width / 2}
        y={y - box.height / 2}
        width={box.width}
        height={box.height}
        rx="4"
      />
      <text x={x} y={numbers ? y - 3 : y + box.letters / 3} style={{ fontSize: box.letters }}>
        {name.length > 13 ? `${name.slice(0, 12)}…` : name}
      </text>
      {numbers && (
        <text
          x={x}
          y={y + box.letters}
          className={styles.numbers}
          style={{ fontSize: box.letters - 1.5 }}
        >
          {numbers}
        </text>
      )}
    </g>
  );
}

/** A count in at most four letters. */
const short = (count: number): string =>
  count < 1000
    ? String(count)
    : count < 1e6
      ? `${Math.floor(count / 1000)}k`
      : `${Math.floor(count / 1e6)}M`;
