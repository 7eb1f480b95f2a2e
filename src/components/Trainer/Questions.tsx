import { useState } from 'react';
import { longest, type QuestionState } from '../../class/records.ts';
import { openQuestions, type AskedQuestion } from '../../class/room.ts';
import Ask from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';
import { useTrainer, useView } from './context.ts';
import styles from './Lead.module.css';
import { pageTitle } from './pages.ts';
import Part from './Part.tsx';
import Submit from './Submit.tsx';
import { useNow } from './useNow.ts';
import { useWish } from './useWish.ts';
import { sinceWords } from './words.ts';

/** The questions that wait, the oldest first. The asker is told of what becomes of each. */
export default function Questions() {
  const { nameless } = useTrainer();
  const { room } = useView();
  const questions = openQuestions(room);
  if (questions.length === 0) return null;
  return (
    <Part name="Questions" note={questions.length}>
      {nameless ? (
        <p className={styles.note}>Anybody may write anything: they are shown with the names.</p>
      ) : (
        <ol className={styles.queue}>
          {questions.map((question) => (
            <Question key={`${question.seat}.${question.n}`} question={question} />
          ))}
        </ol>
      )}
    </Part>
  );
}

function Question({ question }: { question: AskedQuestion }) {
  const { drives, nameOf } = useTrainer();
  const { room } = useView();
  const now = useNow(10_000);
  const { ask, busy, problem } = useWish();
  const [words, setWords] = useState('');
  const [answering, setAnswering] = useState(false);
  const { seat, n, text, at, page, stands } = question;
  const say = (state: QuestionState['state']) =>
    ask('question', { seat, n, state, words: state === 'answered' ? words.trim() : '' });
  const idle = busy || !drives;
  return (
    <li>
      <p className={styles.question}>{text}</p>
      <p className={styles.faint}>
        {nameOf(room.seats.get(seat)!)}, {sinceWords(now - at)} ago, at {pageTitle(page)}
        {stands && ` · taken by ${stands.by}`}
      </p>
      {answering && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (!idle) say('answered');
          }}
        >
          <label>
            Answer, which only the asker sees
            <input
              type="text"
              value={words}
              autoFocus
              maxLength={longest.message}
              placeholder="or leave it empty: answered aloud"
              onChange={({ target }) => setWords(target.value)}
            />
          </label>
          <Submit name={busy ? 'Answering…' : 'Answer'} primary idle={idle} />
          <Press name="Not now" small onPress={() => setAnswering(false)} />
        </form>
      )}
      {!answering && (
        <div className={styles.line}>
          {!stands && <Press name="Take it" small idle={idle} onPress={() => say('taken')} />}
          <Press name="Answer" small idle={!drives} onPress={() => setAnswering(true)} />
          <Ask
            name="Close it"
            small
            idle={idle}
            question={() => 'Close this question without an answer? Its asker is told.'}
            yes="Close it"
            no="Keep it"
            onYes={() => say('dropped')}
          />
        </div>
      )}
      <p role="alert">{problem}</p>
    </li>
  );
}
