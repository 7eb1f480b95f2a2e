import clsx from 'clsx';
import { useMemo, useSyncExternalStore } from 'react';
import { streamsOf, type StreamSummary } from '../../lab/jetstream.ts';
import { Polled } from '../../lab/polled.ts';
import type { LabSession } from '../../lab/session.ts';
import { TopologyMap } from '../Map/index.ts';
import { useLab, useLabSnapshot } from './context.ts';
import styles from './LabMap.module.css';
import { useMarks } from './useMarks.ts';

type Streams = Readonly<Record<string, StreamSummary[]>>;

const none: Streams = {};

/** The map of the lab: still until it is started, then what its servers and links are doing. */
export default function LabMap() {
  const { session } = useLab();
  const { state, servers, links } = useLabSnapshot();
  const streams = useStreams(session);
  const [marks, onMarkDone] = useMarks(session);
  const atRest = state.type === 'idle' || state.type === 'failed';
  if (atRest) {
    return (
      <div className={styles.map}>
        <TopologyMap topology={session.topology} />
      </div>
    );
  }
  return (
    <div className={clsx(styles.map, styles.live)}>
      <TopologyMap
        topology={session.topology}
        servers={Object.fromEntries(
          Object.entries(servers).map(([name, server]) => [
            name,
            {
              state: server.type,
              ...(server.type === 'failed' && { detail: server.reason }),
              ...(server.type === 'running' && {
                detail: server.version,
                streams: streams[name] ?? [],
              }),
            },
          ]),
        )}
        links={Object.fromEntries(
          Object.entries(links).map(([name, link]) => [name, link.type === 'up' ? 'up' : 'down']),
        )}
        marks={marks}
        onMarkDone={onMarkDone}
      />
    </div>
  );
}

/** The streams of each running server, asked for while the map is on the page. */
function useStreams(session: LabSession): Streams {
  const polled = useMemo(
    () =>
      new Polled(none, 500, async () => {
        const { state, servers } = session.snapshot.get();
        if (state.type !== 'running') return none;
        const running = Object.keys(servers).filter((name) => servers[name]!.type === 'running');
        return Object.fromEntries(
          await Promise.all(
            running.map(async (name) => [name, await streamsOf(session.host, name)] as const),
          ),
        );
      }),
    [session],
  );
  return useSyncExternalStore(polled.subscribe, polled.get, () => none);
}
