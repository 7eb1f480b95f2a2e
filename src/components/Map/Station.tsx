import clsx from 'clsx';
import { memo } from 'react';
import type { Point, ServerSpec } from '../../lab/topology/topology.ts';
import { lazyPart } from '../shared/lazy-part.ts';
import { headingHeight, rowHeight } from './arrange.ts';
import type { StationShape } from './layout.ts';
import styles from './Station.module.css';
import { middleOf, reelsOf, type ListedReel } from './reels.ts';
import { fit, wrap } from './text.ts';
import { accountWords, roleWordsOf, stateWords } from './map-words.ts';
import type { CopyOnMap, ServerOnMap } from './types.ts';

/** Wanted only where a server runs. */
const Clients = lazyPart(undefined, () => import(/* webpackChunkName: 'wire' */ './Clients.tsx'));
const Reel = lazyPart(undefined, () => import(/* webpackChunkName: 'wire' */ './Reel.tsx'));

/** A server: its name and role, one line of state, and its streams. */
const Station = memo(function Station({
  station,
  live,
  copies,
  fontSize,
}: {
  station: StationShape;
  /** Left out on the still map. */
  live: ServerOnMap | undefined;
  copies: readonly CopyOnMap[];
  fontSize: number;
}) {
  const { server, rect, rows, namesAccounts, dock } = station;
  const { x, y, w, h } = rect;
  const left = live ? 34 : 14;
  const state = stateWords(server, live, (w - left - 8) / (letter * fontSize));
  const role = roleWordsOf(server);
  const small = w < 120;
  const advance = small ? 8.4 : 9.6;
  const roomy = server.name.length * advance + role.length * letter * fontSize < w - 60;
  return (
    <g
      transform={`translate(${x} ${y})`}
      className={clsx(styles[server.role], live && styles[live.state], small && styles.small)}
    >
      {live?.clients && (
        <Clients
          clients={live.clients}
          server={server.name}
          width={w}
          at={dock === 'top' ? 0 : h}
          dock={dock}
          fontSize={fontSize}
        />
      )}
      <rect width={w} height={h} rx="9" className={styles.box} />
      <Place role={server.role} x={20} y={21} />
      <text x="34" y="26" className={styles.name}>
        {fit(server.name, w - 40, advance)}
      </text>
      {roomy && (
        <text x={w - 13} y="26" className={styles.role}>
          {role}
        </text>
      )}
      {live && (
        <Lamp
          state={live.state}
          leads={live.state === 'running' && live.leads === true}
          at={{ x: 20, y: 42.5 }}
        />
      )}
      <text x={left} y="47" className={styles.state}>
        {state}
      </text>
      <path d={`M0 ${headingHeight - 5}H${w}`} className={styles.shelf} />
      {live?.state === 'failed' ? (
        <Reason text={live.detail ?? ''} rows={rows} width={w} fontSize={fontSize} />
      ) : (
        <Streams
          live={live}
          station={station}
          reels={reelsOf(station, live, copies)}
          fontSize={fontSize}
        />
      )}
      {namesAccounts && server.accounts && (
        <Accounts names={server.accounts} station={station} fontSize={fontSize} />
      )}
    </g>
  );
});

export default Station;

/** The sign of a server; the one of a hub is filled. */
export function Place({ role, x, y = 11 }: { role: ServerSpec['role']; x: number; y?: number }) {
  return (
    <g transform={`translate(${x} ${y})`} className={styles[role]}>
      <circle r="6" className={styles.place} />
      {role === 'hub' && <circle r="2.4" className={styles.capital} />}
    </g>
  );
}

/** Idle, working, well, failed: told apart by shape as well as by colour. `leads`: it is the meta leader. */
export function Lamp(props: { state: ServerOnMap['state']; leads: boolean; at: Point }) {
  const { state, leads, at } = props;
  return (
    <g transform={`translate(${at.x} ${at.y})`} className={styles[state]}>
      <g className={styles.lamp}>
        {state === 'failed' ? <path d="M-4-4 4 4M4-4-4 4" /> : <circle r="4" />}
        {state === 'starting' && <path d="M0-4a4 4 0 0 0 0 8Z" className={styles.half} />}
        {leads && <circle r="7" className={styles.crown} />}
      </g>
    </g>
  );
}

/** Why a server failed, in place of its streams; the whole of it on hover. */
function Reason(props: { text: string; rows: number; width: number; fontSize: number }) {
  const { text, rows, width, fontSize } = props;
  return (
    <g>
      <title>{text}</title>
      {wrap(text, width - 26, letter * fontSize, rows).map((words, row) => (
        <text key={row} x="14" y={middleOf(row) + 4} className={styles.state}>
          {words}
        </text>
      ))}
    </g>
  );
}

/** About the width of a letter, for letters of size 1. */
const letter = 0.5;

function Note(props: {
  row: number;
  width: number;
  text: string;
  fontSize: number;
  /** Below a copy, which it is of: shorter words, if those do not fit. */
  brief?: string;
}) {
  const { row, width, fontSize, brief } = props;
  const waits = brief !== undefined;
  const left = waits ? 34 : 14;
  const room = width - left - 10;
  const text = waits && props.text.length * letter * fontSize > room ? brief : props.text;
  return (
    <text
      x={left}
      y={middleOf(row) + fontSize * 0.3}
      className={clsx(styles.note, waits && styles.waits)}
    >
      {fit(text, room, letter * fontSize)}
    </text>
  );
}

/** The streams at a station, as many as it has rows for, or a note that it has none. */
function Streams(props: {
  station: StationShape;
  live: ServerOnMap | undefined;
  reels: ListedReel[];
  fontSize: number;
}) {
  const { station, live, reels, fontSize } = props;
  const { server, rows, rect } = station;
  const width = rect.w;
  const note = (row: number, text: string) => <Note {...{ row, width, text, fontSize }} />;
  if (server.domain === undefined) return live && note(0, 'no JetStream');
  const streams = live?.streams ?? [];
  // A server that does not run tells no streams, and on the still map it has not run yet.
  const empty = !live ? 'streams show here' : live.state === 'running' ? 'no streams yet' : '';
  const fits = empty.length * letter * fontSize <= width - 24;
  return (
    <>
      {Array.from({ length: rows - 1 }, (_, row) => (
        <path
          key={row}
          d={`M14 ${middleOf(row) + rowHeight / 2}H${width - 13}`}
          className={styles.ledger}
        />
      ))}
      {streams.length === 0 && fits && note(0, empty)}
      {reels.map((reel) => (
        <Reel
          key={reel.stream.name}
          reel={reel}
          width={width}
          y={middleOf(reel.row)}
          fontSize={fontSize}
        />
      ))}
      {reels.map(
        ({ stream, row, told, waits }) =>
          told &&
          waits && (
            <Note
              key={stream.name}
              row={row + 1}
              width={width}
              text={waits.words}
              brief={waits.brief}
              fontSize={fontSize}
            />
          ),
      )}
      {reels.length < streams.length &&
        note(reels.length, `and ${streams.length - reels.length} more`)}
    </>
  );
}

/** Capitals are wider than the rest of a note. */
const capital = 0.58;

function Accounts(props: { names: readonly string[]; station: StationShape; fontSize: number }) {
  const { names, station, fontSize } = props;
  const { rows, rect, server } = station;
  const room = rect.w - 24;
  const letterWidth = capital * fontSize;
  const [words, bare] = [accountWords(names), names.join(', ')];
  const long = words.length * letterWidth > room;
  // A station without JetStream lists no streams, and has one row more for its accounts.
  const lines = server.domain ? [long ? bare : words] : wrap(words, room, letterWidth, 2);
  return lines.map((text, i) => (
    <text
      key={text}
      x="14"
      y={middleOf(rows + i + 1 - lines.length) + fontSize * 0.3}
      className={styles.note}
    >
      {fit(text, room, letterWidth)}
    </text>
  ));
}
