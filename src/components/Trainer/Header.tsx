import { openQuestions, raisedHands, type SeatNow } from '../../class/room.ts';
import Press from '../Press/Press.tsx';
import styles from './Board.module.css';
import { isReached, useTrainer, useView } from './context.ts';
import { presenceOf } from './roster.ts';
import type { TrainerView } from './trainer-client.ts';
import { useNow } from './useNow.ts';
import { useWish } from './useWish.ts';
import { countWords, leftWords } from './words.ts';

/** What the class is, how this page stands to it, who drives, and what waits for a trainer. */
export default function Header(props: {
  seats: readonly SeatNow[];
  onNameless: (nameless: boolean) => void;
}) {
  const { seats, onNameless } = props;
  const { client, drives, nameless } = useTrainer();
  const view = useView();
  const now = useNow(5000);
  const { room } = view;
  const { ask, busy, problem } = useWish();
  const driver = room.trainers?.trainers.find(({ id }) => id === room.trainers?.driver);
  const here = seats.filter((seat) => presenceOf(seat, now) === 'here').length;
  const leafs = seats.filter(({ link, beat }) => (link ? link.leafs > 0 : beat?.leaf)).length;
  const hands = raisedHands(room).length;
  const questions = openQuestions(room).length;
  const { fast = 0, slow = 0 } = room.pace ?? {};
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <h1>{client.kept.class.name}</h1>
        <p
          role="status"
          className={styles.link}
          data-link={view.link === 'connected' && !isReached(view) ? 'away' : view.link}
        >
          {linkWords(view, client.now())}
        </p>
        <p>
          {drives ? (
            <>
              <b>You drive</b>: the class goes where you send it. An attendee whose servers run is
              asked to come.
            </>
          ) : driver ? (
            <>
              <b>{driver.name} drives.</b> You see all that there is, and change nothing.
            </>
          ) : (
            'No trainer drives.'
          )}
        </p>
      </div>
      <dl className={styles.counts}>
        <Count of="here" value={`${isReached(view) ? here : '?'}/${seats.length}`} />
        <Count of={leafs === 1 ? 'leaf' : 'leaves'} value={isReached(view) ? leafs : '?'} />
        <Count of={hands === 1 ? 'hand' : 'hands'} value={hands} calls={hands > 0} />
        <Count
          of={questions === 1 ? 'question' : 'questions'}
          value={questions}
          calls={questions > 0}
        />
        <Count of="too fast" value={fast} calls={fast > seats.length / 4} />
        <Count of="too slow" value={slow} calls={slow > seats.length / 4} />
      </dl>
      <div className={styles.buttons}>
        {!drives && (
          <Press
            name={busy ? 'Taking the wheel…' : 'Take the wheel'}
            look="primary"
            idle={busy}
            onPress={() => ask('drive', {})}
          />
        )}
        <Press name="Without names" pressed={nameless} onPress={() => onNameless(!nameless)} />
        <p role="alert">{problem}</p>
      </div>
      <p className="only-heard" role="status">
        {hands > 0 && countWords(hands, 'hand is up', 'hands are up')}
        {questions > 0 && ` ${countWords(questions, 'question waits', 'questions wait')}`}
      </p>
    </header>
  );
}

function Count({ of, value, calls }: { of: string; value: string | number; calls?: boolean }) {
  return (
    <div className={styles.count} data-calls={calls || undefined}>
      <dt>{of}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function linkWords({ link, room }: TrainerView, now: number): string {
  const { running = true, until, ended } = room.hub ?? {};
  if (ended) return 'The class is deleted. This page shows what it knew';
  if (!running && until !== undefined && until > now)
    return `The hub is stopped, and comes back in ${leftWords(until - now)}`;
  switch (link) {
    case 'joining':
      return 'Connecting to the hub…';
    case 'connected':
      return 'Connected to the hub';
    default:
      return 'The hub is not reached. This page shows what it knew, and tries again';
  }
}
