import type { ReactNode } from 'react';
import styles from './Legend.module.css';
import { markWords, type MarkKind } from './mark-kinds.ts';
import Mark from './Mark.tsx';
import { ReelSign } from './Reel.tsx';
import Road, { Gates } from './Road.tsx';
import type { MapRoad } from './roads.ts';
import { Copies } from './Sheet.tsx';
import { Lamp, Place } from './Station.tsx';
import Territory from './Territory.tsx';
import type { LinkOnMap } from './types.ts';

const fontSize = 14;

/** A road as the map draws it, without words. */
const road: MapRoad = {
  link: { name: 'leaf-hub', kind: 'leaf', from: 'leaf', to: 'hub' },
  start: { x: 6, y: 11 },
  end: { x: 74, y: 11 },
  bow: { x: 0, y: 0 },
  d: 'M6 11H74',
  leaves: 0,
  enters: 1,
};

const frame = { x: 5, y: 4, w: 70, h: 14 };

/** Links by their state, as the map draws them. */
const roads: [state: LinkOnMap['state'], words: string][] = [
  ['up', 'a link: from the server that dials to the port of the one that listens'],
  ['choice', 'dialled at Start, if no other of the same remote is'],
  ['absent', 'not yet: no configuration dials it'],
  ['down', 'not connected'],
  ['slow', 'slow'],
  ['cut', 'cut'],
];

const kinds: MarkKind[] = ['message', 'reply', 'api', 'replication', 'ack', 'refused'];

/** The signs of the map, each drawn by the part of the map that draws it there. */
export default function Legend() {
  return (
    <ul className={styles.legend}>
      {roads.map(([state, words]) => (
        <Sign key={state} words={words}>
          <Road road={road} state={{ state, words: '' }} />
          <Gates road={road} state={{ state, words: '' }} knob={false} />
        </Sign>
      ))}
      {kinds.map((kind) => (
        <li key={kind}>
          <span className={styles.sign}>
            <Mark kind={kind} decorative />
          </span>
          {kind === 'refused' ? 'refused at a border: a rule or a permission' : markWords[kind]}
        </li>
      ))}
      <Sign words="frame: a JetStream domain">
        <Territory
          fontSize={fontSize}
          territory={{
            domain: '',
            hue: 'leaf',
            rect: frame,
            d: 'M9 3H71A4 4 0 0 1 75 7V15A4 4 0 0 1 71 19H9A4 4 0 0 1 5 15V7A4 4 0 0 1 9 3',
            name: { x: 0, y: 0 },
            worded: false,
            label: frame,
          }}
        />
      </Sign>
      <Sign words="ring: a server; a filled one is a hub">
        <Place role="leaf" x={28} />
        <Place role="hub" x={52} />
      </Sign>
      <Sign words="running; starting; stopped; failed">
        {(['running', 'starting', 'stopped', 'failed'] as const).map((state, i) => (
          <Lamp key={state} state={state} leads={false} at={{ x: 13 + i * 18, y: 11 }} />
        ))}
      </Sign>
      <Sign words="a ring around it: the meta leader of a cluster">
        <Lamp state="running" leads at={{ x: 40, y: 11 }} />
      </Sign>
      <Sign words="a stream; the leader of its replicas is filled">
        <ReelSign leads={false} x={28} y={11} />
        <ReelSign leads x={52} y={11} />
      </Sign>
      <Sign words="from a stream to its mirror, or to a stream that sources it">
        <Copies lines={[{ key: 'up', d: 'M6 11H74', waits: false }]} />
      </Sign>
      <Sign words="dashed: nothing is copied now, the copy waits">
        <Copies lines={[{ key: 'cut', d: 'M6 11H74', waits: true }]} />
      </Sign>
    </ul>
  );
}

function Sign({ words, children }: { words: string; children: ReactNode }) {
  return (
    <li>
      <svg viewBox="0 0 80 22" className={styles.sign} aria-hidden>
        {children}
      </svg>
      {words}
    </li>
  );
}
