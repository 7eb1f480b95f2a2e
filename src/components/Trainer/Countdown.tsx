import { useState } from 'react';
import Press from '../Press/Press.tsx';
import { useTrainer, useView } from './context.ts';
import styles from './Lead.module.css';
import Part from './Part.tsx';
import Submit from './Submit.tsx';
import { useNow } from './useNow.ts';
import { useWish } from './useWish.ts';
import { leftWords } from './words.ts';

/** Time that is left for something, as all see it; and a pause, in which all look at the trainer. */
export default function Countdown() {
  const { drives } = useTrainer();
  const { room, ahead } = useView();
  const now = useNow(1000) + ahead;
  const { ask, busy, problem } = useWish();
  const [minutes, setMinutes] = useState('10');
  const [words, setWords] = useState('Time left');
  const { countdown, pause } = room;
  const idle = busy || !drives;
  const { until } = countdown ?? {};
  const left = until === undefined ? 0 : until - now;
  const start = (seconds: number, of: string) =>
    ask('countdown', { seconds: Math.min(14_400, Math.round(seconds)), words: of });
  return (
    <Part name="Time">
      {countdown && until !== undefined && (
        <div className={styles.line}>
          <p role="timer" className={styles.timer}>
            {countdown.words} <b>{left > 0 ? leftWords(left) : 'time is up'}</b>
          </p>
          <Press
            name="One minute more"
            small
            idle={idle}
            onPress={() => start(Math.max(0, left) / 1000 + 60, countdown.words)}
          />
          <Press
            name="Take it away"
            small
            idle={idle}
            onPress={() => ask('countdown', { words: countdown.words })}
          />
        </div>
      )}
      {until === undefined && (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            const seconds = Number(minutes) * 60;
            if (!idle && seconds > 0) start(seconds, words.trim());
          }}
        >
          <label>
            For
            <input
              type="text"
              value={words}
              maxLength={100}
              onChange={({ target }) => setWords(target.value)}
            />
          </label>
          <label className={styles.short}>
            Minutes
            <input
              type="number"
              value={minutes}
              min={0.5}
              max={240}
              step={0.5}
              required
              onChange={({ target }) => setMinutes(target.value)}
            />
          </label>
          <Submit name="Start the countdown" idle={idle} />
        </form>
      )}
      <Press
        name={pause?.paused ? 'Go on: the class pauses' : 'Pause: all look at me'}
        small
        pressed={pause?.paused ?? false}
        idle={idle}
        onPress={() => ask('pause', { paused: !pause?.paused })}
      />
      <p role="alert">{problem}</p>
    </Part>
  );
}
