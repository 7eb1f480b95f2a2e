import { useEffect, useState } from 'react';
import { useLab } from '../Lab/context.ts';
import type { LabSession } from '../../lab/session.ts';
import { isMessage } from '../Traffic/kinds.ts';
import styles from './Topology.module.css';

/** How often at the most something is said, in milliseconds: a screen reader needs time to say it. */
const pause = 3000;

/** What happens on the map, in words, for a screen reader. */
export default function Narration() {
  const { session } = useLab();
  const [words, setWords] = useState('');
  useEffect(() => narrate(session, setWords), [session]);
  return (
    <p role="log" aria-live="polite" aria-label="What crosses" className={styles.narration}>
      {words}
    </p>
  );
}

/** Answers the function that ends it. */
function narrate(session: LabSession, say: (words: string) => void): () => void {
  let seen = session.wire.last;
  let refused = session.refusals.get();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    timer = undefined;
    const ways = new Map<string, number>();
    // A log that was cleared, or that of another run, begins again.
    if (session.wire.last < seen) seen = -1;
    const events = session.wire.since(seen);
    seen = events.at(-1)?.seq ?? seen;
    for (const event of events.filter(isMessage)) {
      const way = `from ${event.from} to ${event.to}`;
      ways.set(way, (ways.get(way) ?? 0) + 1);
    }
    const now = session.refusals.get();
    const refusals = now.filter((each) => !refused.includes(each));
    refused = now;
    const sentences = [
      ...[...ways].map(([way, n]) => `${n} ${n === 1 ? 'message' : 'messages'} crossed ${way}.`),
      ...refusals
        .slice(-1)
        .map(
          ({ server, rule, subject }) =>
            `${server} refused ${subject}: ${rule}.${refusals.length > 1 ? ` And ${refusals.length - 1} more.` : ''}`,
        ),
    ];
    if (sentences.length) say(sentences.join(' '));
  };
  const soon = () => {
    timer ??= setTimeout(tell, pause);
  };
  const unsubscribe = [session.wire.subscribe(soon), session.refusals.subscribe(soon)];
  return () => {
    clearTimeout(timer);
    unsubscribe.forEach((end) => end());
  };
}
