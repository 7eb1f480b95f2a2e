import Link from '@docusaurus/Link';
import { useLocation } from '@docusaurus/router';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { longest } from '../../class/records.ts';
import { listenToLabs } from '../Lab/lab-news.ts';
import BenchBar from '../ClassBench/BenchBar.tsx';
import ShownLine from '../ClassBench/ShownLine.tsx';
import Ask from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';
import { openSeat } from './client.ts';
import { leaveClass } from './kept-seat.ts';
import News from './News.tsx';
import styles from './SeatBar.module.css';
import type { SeatClient, SeatView } from './seat-client.ts';
import { seatClient } from './seat-now.ts';
import StepFeedback, { type DoneStep } from './StepFeedback.tsx';
import { isUnheard } from './unheard.ts';
import { useBarHeight } from './useBarHeight.ts';
import { useFollow } from './useFollow.ts';

/** The bar of an attendee, on every page: how the page stands to the class, and what the class asks. */
export default function SeatBar() {
  const { pathname } = useLocation();
  const page = useSitePath()(pathname);
  useEffect(() => openSeat(page), [page]);
  const client = useSyncExternalStore(seatClient.subscribe, seatClient.get, () => undefined);
  return client ? <Bar key={client.id} client={client} page={page} /> : null;
}

function Bar({ client, page }: { client: SeatClient; page: string }) {
  const view = useSyncExternalStore(client.view.subscribe, client.view.get, client.view.get);
  const { pushed, hand } = view;
  const [open, setOpen] = useState(false);
  const { elsewhere, calls, goTo } = useFollow(client, view, page);
  const isRefused = view.link === 'refused';
  const [done, setDone] = useState<DoneStep>();
  useEffect(() => {
    const caughtUp = new Set<string>();
    return listenToLabs((news) => {
      void client.tellOfLab(news);
      if (news.what === 'caught-up') caughtUp.add(news.step);
      else if (news.what === 'done' && !caughtUp.has(news.step))
        setDone({ lab: news.lab, step: news.step, title: news.title ?? news.step });
      else if (!('step' in news)) setDone(undefined);
    });
  }, [client]);
  const bar = useRef<HTMLElement>(null);
  useBarHeight(bar);
  return (
    <aside ref={bar} className={styles.bar} aria-label="Class">
      {!isRefused && <News client={client} view={view} />}
      <ShownLine bench={pushed.bench} />
      <BenchBar client={client} open={open} />
      {done && (
        <StepFeedback
          key={`${done.lab}/${done.step}`}
          client={client}
          done={done}
          onEnd={() => setDone(undefined)}
        />
      )}
      {open && !isRefused && <Talk client={client} view={view} />}
      <div className={styles.line}>
        <p role="status" className={styles.link} data-link={view.link}>
          {linkWords(view)}
        </p>
        {elsewhere && (
          <p role="status">
            {calls && (
              <b>{elsewhere.by} has moved the class to another page. Come when you are done.</b>
            )}
            {!calls &&
              (elsewhere.page === page
                ? 'The class is at another step.'
                : 'The class is elsewhere.')}{' '}
            <Press
              name={view.following ? 'Go there' : 'Back to the class'}
              look={calls ? 'primary' : 'secondary'}
              small
              onPress={() => goTo(elsewhere)}
            />
          </p>
        )}
        {isRefused ? (
          <Leave isRefused />
        ) : (
          <>
            {/* Its clock begins with each countdown. */}
            <Countdown key={pushed.countdown?.until} view={view} />
            <Press
              name={hand ? 'Hand is up: take it down' : 'Raise hand'}
              small
              pressed={hand}
              onPress={() => client.raise(!hand)}
            />
            <Press
              name={open ? 'Less' : 'Ask or tell'}
              small
              expanded={open}
              onPress={() => setOpen(!open)}
            />
          </>
        )}
      </div>
    </aside>
  );
}

/** A question, how fast the class is, and the way out. */
function Talk({ client, view }: { client: SeatClient; view: SeatView }) {
  const [text, setText] = useState('');
  const { question, pushed, pace } = view;
  const state = question && pushed.questions?.[question.n];
  return (
    <div className={styles.talk}>
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          if (!text.trim()) return;
          client.ask(text.trim());
          setText('');
        }}
      >
        <label>
          A question to the trainer
          <input
            type="text"
            value={text}
            maxLength={longest.question}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <button type="submit" className="button button--secondary button--sm">
          Ask
        </button>
      </form>
      {question && !isUnheard(view, question.n) && (
        <p role="status">
          “{question.text}”: {state ? `${stateWords[state.state]} by ${state.by}.` : 'waits.'}{' '}
          {state?.words}
        </p>
      )}
      <div className={styles.line}>
        <p>The class is, said without your name:</p>
        {(['fast', 'fine', 'slow'] as const).map((one) => (
          <Press
            key={one}
            name={paceWords[one]}
            small
            pressed={pace === one}
            onPress={() => client.pace(one)}
          />
        ))}
        <Link to="/class/ready">Am I ready?</Link>
        <Link to="/class/mine">What I have done</Link>
        <Leave />
      </div>
    </div>
  );
}

/** The way out. A seat that the class has taken back is lost already: then nothing is asked. */
function Leave({ isRefused = false }) {
  return (
    <Ask
      name="Leave the class"
      look="loss"
      question={() =>
        isRefused
          ? undefined
          : 'Leave the class? Your progress stays with it. The same link and this browser bring you back to your seat.'
      }
      yes="Leave"
      no="Stay"
      onYes={() => leaveClass()}
    />
  );
}

const paceWords = { fast: 'Too fast', fine: 'Fine', slow: 'Too slow' };
const stateWords = { taken: 'taken', answered: 'answered', dropped: 'closed' };

function linkWords({ link, waiting, forgets }: SeatView): string {
  switch (link) {
    case 'joining':
      return 'Joining the class…';
    case 'connected':
      return 'In the class';
    case 'refused':
      return 'The class no longer takes this seat: ask the trainer.';
    case 'alone':
      if (waiting > 0 && forgets)
        return 'Working alone. This browser stores nothing: keep the page open until the class is reached';
      return waiting > 0
        ? 'Working alone: the class is told once it is reached'
        : 'Working alone: the class is not reached';
  }
}

/** Time that is left, by the registrar's clock. */
function Countdown({ view }: { view: SeatView }) {
  const { countdown } = view.pushed;
  const until = countdown?.until;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === undefined) return;
    const tick = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(tick);
  }, [until]);
  if (!countdown || until === undefined) return null;
  const left = Math.max(0, Math.ceil((until - now - view.ahead) / 1000));
  const words = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <p role="timer" className={styles.countdown}>
      {countdown.words} {left > 0 ? words : 'time is up'}
    </p>
  );
}

/** A path of the site, of one of the address: without the folder in which it is published. */
function useSitePath(): (pathname: string) => string {
  const { baseUrl } = useDocusaurusContext().siteConfig;
  return (pathname) => `/${pathname.slice(baseUrl.length)}`.replace(/(?<=.)\/$/, '');
}
