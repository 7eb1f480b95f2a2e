import type { SeatNow } from '../../class/room.ts';
import { useTrainer } from './context.ts';
import Countdown from './Countdown.tsx';
import Hands from './Hands.tsx';
import styles from './Lead.module.css';
import Message from './Message.tsx';
import Place from './Place.tsx';
import Questions from './Questions.tsx';
import ReadyCheck from './ReadyCheck.tsx';

/** What waits for the trainer, and what the trainer tells the class. */
export default function Lead({ seats }: { seats: readonly SeatNow[] }) {
  const { drives } = useTrainer();
  return (
    <div className={styles.lead}>
      {!drives && <p className={styles.note}>Take the wheel to use what is below.</p>}
      <Hands />
      <Questions />
      <Place seats={seats} />
      <ReadyCheck seats={seats} />
      <Message />
      <Countdown />
    </div>
  );
}
