import { useEffect, useState } from 'react';
import { wantingLeafsOf } from '../../lab/monitoring/leafz.ts';
import type { Monitor } from '../../lab/network/monitor-pages.ts';
import type { LabSession } from '../../lab/session/session.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import { matches, wantedBy } from '../../lab/wire/interest.ts';
import { mappedAt } from '../../lab/wire/mapping.ts';
import { pathOf } from '../../lab/wire/wire-path.ts';
import { clip } from '../../lab/wire/wire-words.ts';
import type { WireLog } from '../../lab/wire/wire-log.ts';
import { useLab } from '../Lab/context.ts';
import styles from './Wire.module.css';

/** How often a message is looked for on further links, in milliseconds: it may still be on its way. */
const again = 1000;

/** How much of a subject is shown, in characters: the control line has all of it. */
const longest = 160;

/**
 * Each link that a message crossed, under which subject, and which interest brought it there; at the
 * end what the server that owns its domain makes of it.
 */
export default function FramePath({ event }: { event: WireEvent }) {
  const { session } = useLab();
  const { wire, topology } = session;
  const [hops, setHops] = useState(() => hopsOf(wire, event));
  const told = useTold(session, hops);
  useEffect(() => {
    // If the log has dropped the frame, keep the path that was found.
    const look = () => wire.find(event.seq) && setHops(hopsOf(wire, event));
    const timer = setInterval(look, again);
    return () => clearInterval(timer);
  }, [wire, event]);
  if (event.payload === undefined) return null;
  const last = hops.at(-1)?.hop;
  const owner = topology.servers.find(({ name }) => name === last?.to);
  const mapped = owner?.domain && mappedAt(last?.subject ?? '', owner.domain);
  return (
    <ol className={styles.path} aria-label="The way of this message">
      {hops.map(({ hop, wanted = told(hop) }) => (
        <li key={hop.seq}>
          {hop.from} → {hop.to} as <code>{clip(hop.subject ?? '', longest)}</code>
          {wanted !== undefined && (
            <>
              , because {hop.to} wants <code>{clip(wanted, longest)}</code>
            </>
          )}
        </li>
      ))}
      {owner && mapped && (
        <li>
          at {owner.name} it becomes <code>{clip(mapped, longest)}</code>, because {owner.domain} is
          the domain of its own JetStream
        </li>
      )}
    </ol>
  );
}

interface Hop {
  hop: WireEvent;
  /** The interest that brought the message over this link, if the log still holds it. */
  wanted: string | undefined;
}

/**
 * Answers what a server wants of the one before it as that one tells it: the interest may have been
 * told before the page came, or so long ago that the log has dropped it.
 */
function useTold(session: LabSession, hops: readonly Hop[]) {
  const missing = hops
    .filter(({ wanted }) => wanted === undefined)
    .map(({ hop }) => `${hop.from} ${hop.to}`)
    .join();
  const [told, setTold] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  useEffect(() => {
    let live = true;
    for (const pair of missing.split(',').filter(Boolean)) {
      const [from = '', to = ''] = pair.split(' ');
      const host: Monitor = { monitor: (...query) => session.host.monitor(...query) };
      wantingLeafsOf(host, from, to).then(
        (leafs) => {
          const subjects = leafs.flatMap(({ subscriptions_list: list }) => list ?? []);
          if (live) setTold((was) => new Map([...was, [pair, subjects]]));
        },
        () => {}, // The server does not run: its interest is unknown.
      );
    }
    return () => {
      live = false;
    };
  }, [session, missing]);
  return ({ from, to, subject = '' }: WireEvent) =>
    told.get(`${from} ${to}`)?.find((wanted) => matches(wanted, subject));
}

function hopsOf(wire: WireLog, event: WireEvent): Hop[] {
  if (event.payload === undefined) return [];
  const { events } = wire.snapshot();
  return pathOf(events, event).map((hop) => ({ hop, wanted: wantedBy(events, hop) }));
}
