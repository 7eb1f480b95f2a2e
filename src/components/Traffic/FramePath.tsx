import { useEffect, useState } from 'react';
import type { WireEvent } from '../../lab/wire/event.ts';
import { wantedBy } from '../../lab/wire/interest.ts';
import { mappedAt } from '../../lab/wire/mapping.ts';
import { pathOf } from '../../lab/wire/path.ts';
import { clip } from '../../lab/wire/words.ts';
import type { WireLog } from '../../lab/wire/wire-log.ts';
import { useLab } from '../Lab/context.ts';
import styles from './Traffic.module.css';

/** How often a message is looked for on further links, in milliseconds: it may still be on its way. */
const AGAIN = 1000;

/** How much of a subject is shown, in characters: the control line has all of it. */
const LONGEST = 160;

/**
 * Each link that a message crossed, under which subject, and which interest brought it there; at the
 * end what the server that owns its domain makes of it.
 */
export default function FramePath({ event }: { event: WireEvent }) {
  const { wire, topology } = useLab().session;
  const [hops, setHops] = useState(() => hopsOf(wire, event));
  useEffect(() => {
    // What is gone from the log can only be missed: the path then stays as it was found.
    const look = () => wire.find(event.seq) && setHops(hopsOf(wire, event));
    const timer = setInterval(look, AGAIN);
    return () => clearInterval(timer);
  }, [wire, event]);
  if (event.payload === undefined) return null;
  const last = hops.at(-1)?.hop;
  const owner = topology.servers.find(({ name }) => name === last?.to);
  const mapped = owner?.domain && mappedAt(last?.subject ?? '', owner.domain);
  return (
    <ol className={styles.path} aria-label="The way of this message">
      {hops.map(({ hop, wanted }) => (
        <li key={hop.seq}>
          {hop.from} → {hop.to} as <code>{clip(hop.subject ?? '', LONGEST)}</code>
          {wanted !== undefined && (
            <>
              , because {hop.to} wants <code>{clip(wanted, LONGEST)}</code>
            </>
          )}
        </li>
      ))}
      {owner && mapped && (
        <li>
          at {owner.name} it becomes <code>{clip(mapped, LONGEST)}</code>, because {owner.domain} is
          the domain of its own JetStream
        </li>
      )}
    </ol>
  );
}

function hopsOf(wire: WireLog, event: WireEvent) {
  if (event.payload === undefined) return [];
  const { events } = wire.snapshot();
  return pathOf(events, event).map((hop) => ({ hop, wanted: wantedBy(events, hop) }));
}
