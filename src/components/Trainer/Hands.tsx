import { handSince, raisedHands } from '../../class/room.ts';
import Press from '../Press/Press.tsx';
import { useTrainer, useView } from './context.ts';
import styles from './Lead.module.css';
import Part from './Part.tsx';
import { useNow } from './useNow.ts';
import { useWish } from './useWish.ts';
import { sinceWords } from './words.ts';

/** The hands that are up, in the order in which they were raised. */
export default function Hands() {
  const { drives, nameOf } = useTrainer();
  const view = useView();
  const now = useNow(10_000) + view.ahead;
  const { ask, busy, problem } = useWish();
  const hands = raisedHands(view.room);
  if (hands.length === 0) return null;
  return (
    <Part name="Hands" note={hands.length}>
      <ol className={styles.queue}>
        {hands.map((seat) => (
          <li key={seat.id} className={styles.line}>
            <b>{nameOf(seat)}</b>
            <span className={styles.faint}>for {sinceWords(now - handSince(seat)!)}</span>
            <Press
              name="Take down"
              label={`Take down: ${nameOf(seat)}`}
              small
              idle={busy || !drives}
              onPress={() => ask('lower-hand', { seat: seat.id })}
            />
          </li>
        ))}
      </ol>
      <p role="alert">{problem}</p>
    </Part>
  );
}
