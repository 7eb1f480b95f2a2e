import Link from '@docusaurus/Link';
import { useId } from 'react';
import type { JoinState } from '../../lab/session/join-state.ts';
import { joinWords } from '../JoinHub/join-words.ts';
import styles from '../JoinHub/JoinHub.module.css';
import BeforeStart from '../Lab/BeforeStart.tsx';
import { useFirstStart } from '../Lab/useFirstStart.ts';
import Press from '../Press/Press.tsx';
import { fenced } from '../shared/fenced.ts';
import { roundTripWords } from '../shared/round-trip-words.ts';
import { useSeatLeaf } from './useSeatLeaf.ts';

/** In a class lab: has the server of this tab join the hub of the class as the leaf of the seat. */
function SeatLeaf() {
  const { seat, running, attempt, waiting, stands, taken, join, takeOver, leave } = useSeatLeaf();
  const first = useFirstStart(join);
  const id = useId();
  const asking = attempt.type === 'working';
  return (
    <section className={styles.join} aria-labelledby={id} data-page-only>
      <p id={id} className={styles.title}>
        Join the hub of the class
      </p>
      {seat ? (
        <>
          <div className={styles.actions}>
            <Press
              name={asking ? 'Asking the hub…' : stands.type === 'apart' ? 'Join' : 'Join again'}
              look="primary"
              small
              idle={asking || first.idle}
              starts={first.starts}
              onPress={first.press}
            />
            {running && (asking || stands.type !== 'apart') && (
              <Press name={asking ? 'Ask no more' : 'Leave the hub'} small onPress={leave} />
            )}
            {running && taken && <Press name="Be the leaf in this tab" small onPress={takeOver} />}
            <span>
              <BeforeStart first={first} />
            </span>
          </div>
          {attempt.type === 'failed' ? (
            <p className={styles.failed} role="alert">
              Not joined. {whyWords(attempt.why)}
            </p>
          ) : (
            <p className={styles.state} data-state={stands.type} role="status">
              {running &&
                (asking
                  ? `Asking the hub of “${seat.class.name}”… ${waiting}`
                  : taken
                    ? `Another tab or browser is the leaf of ${seat.member.id}. A seat has one.`
                    : standsWords(stands, seat.member.id))}
            </p>
          )}
        </>
      ) : (
        <p className={styles.state}>
          This needs a class: a hub, and a seat in it. <Link to="/class">Join a class</Link>, and
          come back.
        </p>
      )}
    </section>
  );
}

/** The words for hubs in general speak of their configuration, which is not the attendee's. */
const whyWords = (why: string): string =>
  why.startsWith('No leaf node listener')
    ? 'The hub of the class does not answer. The server works on by itself, and joins once the hub is reached.'
    : why;

function standsWords(state: JoinState, seat: string): string {
  if (state.type === 'joined') {
    const far = state.roundTrip ? `, ${roundTripWords(state.roundTrip)} there and back` : '';
    return `Joined the hub of the class as ${seat}${far}.`;
  }
  if (state.type !== 'refused') return joinWords(state);
  const { words } = state;
  if (/duplicate|remote leafnode/i.test(words))
    return `Refused: ${words}. Another browser is the leaf of ${seat}: leave the hub there, or here.`;
  if (/authorization|authentication|revoked|expired/i.test(words))
    return `Refused: ${words}. The class no longer takes ${seat}: ask the trainer. The server works on by itself.`;
  return joinWords(state);
}

export default fenced('Joining the class', SeatLeaf);
