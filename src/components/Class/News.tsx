import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Fault, Question } from '../../class/records.ts';
import Press from '../Press/Press.tsx';
import { faultWords } from './fault.ts';
import { leafNow } from './leaf-now.ts';
import type { SeatClient, SeatView } from './seat-client.ts';
import styles from './SeatBar.module.css';
import { unheard, type Unheard } from './unheard.ts';

/** What the class tells or asks now. It is always there, so that a screen reader hears each line as it comes. */
export default function News({ client, view }: { client: SeatClient; view: SeatView }) {
  const { answered } = view;
  const { message, pause, ask, fault } = view.pushed;
  const said = ask && answered?.ask === ask.id ? answered.yes : undefined;
  return (
    <div aria-live="polite">
      {pause?.paused && (
        <p className={styles.pause}>The class pauses: please look at the trainer.</p>
      )}
      {message && message.at > view.read && (
        <div className={styles.line}>
          <p>
            <b>{message.by}:</b> {message.text}
          </p>
          <Press name="Got it" small onPress={() => client.read(message.at)} />
        </div>
      )}
      {unheard(view).map((answer) => (
        <AnswerLine key={answer.n} client={client} answer={answer} />
      ))}
      <FaultLine fault={fault} />
      {ask?.open && said !== true && (
        <div className={styles.line}>
          <p>{ask.words}</p>
          <Press name="Yes" look="primary" small onPress={() => client.answer(ask.id, true)} />
          <Press
            name="Not yet"
            small
            pressed={said === false}
            onPress={() => client.answer(ask.id, false)}
          />
        </div>
      )}
    </div>
  );
}

/** What a trainer says to a question of this seat. */
function AnswerLine({ client, answer }: { client: SeatClient; answer: Unheard }) {
  const { n, by, state, words, at } = answer;
  const [question, setQuestion] = useState<string>();
  useEffect(() => {
    let gone = false;
    void client.said<Question>(`question.${n}`).then((said) => {
      if (!gone) setQuestion(said?.text);
    });
    return () => {
      gone = true;
    };
  }, [client, n]);
  return (
    <div className={styles.line}>
      <p>
        <b>{by}</b> to your question{question && ` “${question}”`}:{' '}
        {words || (state === 'dropped' ? 'closed.' : 'answered.')}
      </p>
      <Press name="Got it" label="Got it: the answer" small onPress={() => client.hear(at)} />
    </div>
  );
}

/** How long the bar says that a link is whole again, in milliseconds. */
const healedFor = 15_000;

/** Says what the trainer does to the link of this tab, if its server joins the hub. */
function FaultLine({ fault }: { fault: Fault | undefined }) {
  const leaf = useSyncExternalStore(leafNow.subscribe, leafNow.get, () => 'apart');
  // A link that was whole before the page came is no news, nor is one that has been whole for a while.
  const [known, setKnown] = useState(fault);
  useEffect(() => {
    if (fault?.what !== 'heal') return;
    const later = setTimeout(() => setKnown(fault), healedFor);
    return () => clearTimeout(later);
  }, [fault]);
  const isNews = fault && (fault.what !== 'heal' || fault !== known);
  if (!isNews || leaf === 'apart') return null;
  return <p className={styles.fault}>{faultWords(fault)}</p>;
}
