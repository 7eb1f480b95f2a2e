import clsx from 'clsx';
import { useId } from 'react';
import { showCount } from '../../console/units.ts';
import { heardWords, isStalled, originWords } from '../../lab/monitoring/feeds.ts';
import type { Feed, StreamView } from '../../lab/monitoring/places.ts';
import { lazyPart } from '../shared/lazy-part.ts';
import Reel from './StreamReel.tsx';
import StreamFacts from './StreamFacts.tsx';
import styles from './Streams.module.css';
import { counted, kindWords } from './stream-words.ts';

/** Wanted only when somebody reads messages. */
const Messages = lazyPart(
  'The messages',
  () => import(/* webpackChunkName: 'streams-messages' */ './Messages.tsx'),
);

/** A stream in one line, with what it copies; pressed, all that its server tells of it. */
export default function Stream(props: {
  stream: StreamView;
  domain: string | undefined;
  /** The stream or its server is gone: the last known state is shown. */
  gone: boolean;
  open: boolean;
  onToggle: () => void;
}) {
  const { stream, gone, open } = props;
  const details = useId();
  const { id, label, kind, account, messages, feeds } = stream;
  return (
    <li className={styles.stream}>
      <button
        type="button"
        data-stream={id}
        className={styles.row}
        aria-expanded={open}
        aria-controls={open ? details : undefined}
        onClick={props.onToggle}
      >
        <Reel />
        <span className={styles.name}>{label}</span>{' '}
        <span className={styles.kind}>
          {kindWords[kind]}
          {account !== '$G' && ` of ${account}`}
        </span>{' '}
        <span className={styles.count}>
          {showCount(messages)}
          <span className="only-heard"> {counted(messages, 'message').split(' ')[1]}</span>
        </span>
      </button>
      {!gone &&
        feeds.map((feed) => (
          <FeedWords key={`${feed.api ?? ''} ${feed.origin} ${feed.filter ?? ''}`} feed={feed} />
        ))}
      {gone && (
        <p className={styles.stalled}>
          Not there now: it was deleted, or its server does not run. The messages that were read
          stay here until you close it.
        </p>
      )}
      {open && (
        <div id={details} className={styles.details}>
          {!gone && <StreamFacts stream={stream} />}
          <Messages
            fallback={<p className={styles.note}>Loading…</p>}
            stream={stream}
            domain={props.domain}
          />
        </div>
      )}
    </li>
  );
}

/** The origin of a stream's feed, and whether the feed is at work. */
function FeedWords({ feed }: { feed: Feed }) {
  const { kind, lag, filter } = feed;
  return (
    <p className={clsx(styles.feed, isStalled(feed) && styles.stalled)}>
      <span aria-hidden>▲ </span>
      {kind === 'mirror' ? 'mirror of' : 'takes from'} <strong>{originWords(feed)}</strong>
      {filter && (
        <>
          {' '}
          (<code>{filter}</code>)
        </>
      )}
      : {heardWords(feed)}, lag {showCount(lag)}
    </p>
  );
}
