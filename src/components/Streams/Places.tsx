import { useRef, useState } from 'react';
import { feedLines } from '../../lab/monitoring/feeds.ts';
import type { Place, StreamView } from '../../lab/monitoring/places.ts';
import { useLab } from '../Lab/context.ts';
import FeedLines from './FeedLines.tsx';
import { usePlaces } from '../Lab/polled-places.ts';
import PlaceNote from './PlaceNote.tsx';
import Stream from './Stream.tsx';
import styles from './Streams.module.css';
import { placeWords, serverWords } from './stream-words.ts';

/**
 * The streams that the reader has opened, by id, with their place. Kept, so that the last state of a
 * stream that is gone stays.
 */
type Opened = ReadonlyMap<string, { stream: StreamView; place: string }>;

/** A panel for each place, and the lines from what is copied to its copy. */
export default function Places({ server }: { server: string | undefined }) {
  const { session } = useLab();
  const all = usePlaces(session);
  const area = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<Opened>(new Map());
  if (!all) return <p className={styles.empty}>Asking the servers…</p>;
  const places = all.filter(({ servers }) => !server || servers.includes(server));
  const toggle = (stream: StreamView, place: Place) => {
    const next = new Map(opened);
    if (!next.delete(stream.id)) next.set(stream.id, { stream, place: place.name });
    setOpened(next);
  };
  return (
    <div className={styles.places} ref={area}>
      {places.map((place) => (
        <section
          key={place.name}
          data-place
          className={styles.place}
          aria-label={placeWords(place)}
        >
          <p className={styles.heading}>
            <strong>{placeWords(place)}</strong>{' '}
            {place.domain !== undefined && <span>{serverWords(place)}</span>}
          </p>
          <PlaceNote place={place} />
          <ul className={styles.list}>
            {withOpened(place, opened).map(({ stream, gone }) => (
              <Stream
                key={stream.id}
                stream={stream}
                domain={place.domain}
                gone={gone}
                open={opened.has(stream.id)}
                onToggle={() => toggle(stream, place)}
              />
            ))}
          </ul>
        </section>
      ))}
      <FeedLines area={area} lines={feedLines(places, session.topology.links)} />
    </div>
  );
}

/** The streams of a place, and those that were opened and are there no more. */
function withOpened({ name, streams }: Place, opened: Opened) {
  const gone = [...opened.values()].filter(
    ({ stream, place }) => place === name && !streams.some(({ id }) => id === stream.id),
  );
  return [
    ...streams.map((stream) => ({ stream, gone: false })),
    ...gone.map(({ stream }) => ({ stream, gone: true })),
  ].sort((a, b) => a.stream.id.localeCompare(b.stream.id));
}
