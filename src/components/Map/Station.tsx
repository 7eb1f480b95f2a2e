import clsx from 'clsx';
import { memo } from 'react';
import { lazyPart } from '../shared/lazy-part.ts';
import { headingHeight, rowHeight } from './arrange.ts';
import type { StationShape } from './layout.ts';
import styles from './Station.module.css';
import { listed, middleOf } from './reels.ts';
import { fit, wrap } from './text.ts';
import { accountWords, roleWords, stateWords } from './map-words.ts';
import type { ServerOnMap } from './types.ts';

/** Wanted only where a server runs. */
const Clients = lazyPart(undefined, () => import(/* webpackChunkName: 'wire' */ './Clients.tsx'));
const Reel = lazyPart(undefined, () => import(/* webpackChunkName: 'wire' */ './Reel.tsx'));

/** A server: its name and role, one line of state, and its streams. */
const Station = memo(function Station({
  station,
  live,
}: {
  station: StationShape;
  /** Left out on the still map. */
  live: ServerOnMap | undefined;
}) {
  const { server, rect, rows, namesAccounts, dock } = station;
  const { x, y, w, h } = rect;
  const left = live ? 34 : 14;
  const state = stateWords(server, live, (w - left - 8) / 7.1);
  const role = roleWords[server.role];
  const small = w < 120;
  const advance = small ? 8.4 : 9.6;
  const roomy = server.name.length * advance + role.length * 7 < w - 60;
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
        />
      )}
      <rect width={w} height={h} rx="9" className={styles.box} />
      <circle cx="20" cy="21" r="6" className={styles.place} />
      {server.role === 'hub' && <circle cx="20" cy="21" r="2.4" className={styles.capital} />}
      <text x="34" y="26" className={styles.name}>
        {fit(server.name, w - 40, advance)}
      </text>
      {roomy && (
        <text x={w - 13} y="26" className={styles.role}>
          {role}
        </text>
      )}
      <StateGlyph state={live?.state} />
      <text x={left} y="47" className={styles.state}>
        {state}
      </text>
      <path d={`M0 ${headingHeight - 5}H${w}`} className={styles.shelf} />
      {live?.state === 'failed' ? (
        <Reason text={live.detail ?? ''} rows={rows} width={w} />
      ) : (
        <Streams live={live} station={station} />
      )}
      {namesAccounts && server.accounts && <Accounts names={server.accounts} station={station} />}
    </g>
  );
});

export default Station;

/** Idle, working, well, failed: told apart by shape as well as by colour. */
function StateGlyph({ state }: { state: ServerOnMap['state'] | undefined }) {
  if (!state) return null;
  return (
    <g transform="translate(20 42.5)" className={styles.lamp}>
      {state === 'failed' ? <path d="M-4-4 4 4M4-4-4 4" /> : <circle r="4" />}
      {state === 'starting' && <path d="M0-4a4 4 0 0 0 0 8Z" className={styles.half} />}
    </g>
  );
}

/** Why a server failed, in place of its streams; the whole of it on hover. */
function Reason({ text, rows, width }: { text: string; rows: number; width: number }) {
  return (
    <g>
      <title>{text}</title>
      {wrap(text, width - 26, 7, rows).map((words, row) => (
        <text key={row} x="14" y={middleOf(row) + 4} className={styles.state}>
          {words}
        </text>
      ))}
    </g>
  );
}

/** About the width of a character of a note. */
const noteLetterWidth = 6.9;

function Note({ row, width, text }: { row: number; width: number; text: string }) {
  return (
    <text x="14" y={middleOf(row) + 4} className={styles.note}>
      {fit(text, width - 24, noteLetterWidth)}
    </text>
  );
}

/** The streams at a station, as many as it has rows for, or a note that it has none. */
function Streams({ station, live }: { station: StationShape; live: ServerOnMap | undefined }) {
  const { server, rows, rect } = station;
  const width = rect.w;
  if (server.domain === undefined) {
    return live && <Note row={0} width={width} text="no JetStream" />;
  }
  const streams = live?.streams ?? [];
  const shown = listed(streams, rows);
  const empty = live?.state === 'running' ? 'no streams yet' : 'streams show here';
  return (
    <>
      {Array.from({ length: rows - 1 }, (_, row) => (
        <path
          key={row}
          d={`M14 ${middleOf(row) + rowHeight / 2}H${width - 13}`}
          className={styles.ledger}
        />
      ))}
      {streams.length === 0 && width - 24 >= empty.length * noteLetterWidth && (
        <Note row={0} width={width} text={empty} />
      )}
      {shown.map((stream, row) => (
        <Reel key={stream.name} stream={stream} width={width} y={middleOf(row)} />
      ))}
      {shown.length < streams.length && (
        <Note row={shown.length} width={width} text={`and ${streams.length - shown.length} more`} />
      )}
    </>
  );
}

/** Capitals are wider than the rest of a note. */
const capital = 8;

function Accounts({ names, station }: { names: readonly string[]; station: StationShape }) {
  const { rows, rect, server } = station;
  const room = rect.w - 24;
  const [words, bare] = [accountWords(names), names.join(', ')];
  const long = words.length * capital > room;
  // A station without JetStream lists no streams, and has one row more for its accounts.
  const lines = server.domain ? [long ? bare : words] : wrap(words, room, capital, 2);
  return lines.map((text, i) => (
    <text key={text} x="14" y={middleOf(rows + i + 1 - lines.length) + 4} className={styles.note}>
      {fit(text, room, capital)}
    </text>
  ));
}
