import { useHistory } from '@docusaurus/router';
import Link from '@docusaurus/Link';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { longest, nameSchema, read, type Doorway } from '../../class/records.ts';
import { errorText } from '../../lab/error-text.ts';
import { enter, readDoorway } from './enter.ts';
import { keptClass } from './kept-class.ts';
import { keepSeat, keptName, keptSeat } from './kept-seat.ts';
import styles from './JoinClass.module.css';

type Found = Doorway | 'none' | { failed: string } | undefined;

/** Joins the class of the site's address; once joined, says so and where to begin. */
export default function JoinClass() {
  const file = useBaseUrl('/class.json');
  const [found, setFound] = useState<Found>();
  const kept = useSyncExternalStore(keptClass.subscribe, keptClass.get, () => undefined);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let gone = false;
    const show = (next: Found) => {
      if (!gone) setFound(next);
    };
    readDoorway(file).then(
      (doorway) => show(doorway ?? 'none'),
      (error: unknown) => show({ failed: errorText(error) }),
    );
    return () => {
      gone = true;
    };
  }, [file, attempt]);
  const seat = kept === undefined ? undefined : keptSeat(kept);
  if (
    seat &&
    (found === undefined || typeof found === 'string' || !('id' in found) || found.id === kept)
  )
    return (
      <p role="status">
        You are in “{seat.class.name}” as {seat.member.name}.{' '}
        <Link to="/class/ready">See whether this browser is ready</Link>, begin with{' '}
        <Link to="/guides/what-a-leaf-node-is">the first guide</Link>, or stay here: the page
        follows the class.
      </p>
    );
  if (found === undefined) return <p role="status">Looking for the class…</p>;
  if (found === 'none')
    return (
      <p>
        There is no class at this address. A trainer starts one with <code>npm run class</code>, and
        shows a link to it. <Link to="/class/ready">Is this browser ready for one?</Link>
      </p>
    );
  if ('failed' in found)
    return (
      <div role="alert">
        <p>{found.failed}</p>
        <button
          type="button"
          className="button button--secondary"
          onClick={() => setAttempt(attempt + 1)}
        >
          Try again
        </button>
      </div>
    );
  return <Form key={found.id} doorway={found} />;
}

/** The secret of a link for attendees, from the address; it stays out of what is sent to any server. */
const secretOf = (hash: string) => /^#join=([\w-]+)$/.exec(hash)?.[1];

function Form({ doorway }: { doorway: Doorway }) {
  const history = useHistory();
  const [secret] = useState(() => secretOf(window.location.hash));
  const before = keptSeat(doorway.id);
  const [name, setName] = useState(keptName);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');

  const join = async () => {
    if (!read(nameSchema, JSON.stringify(name))) {
      setProblem(`Type a name of one line, of up to ${longest.name} characters.`);
      return;
    }
    setBusy(true);
    setProblem('');
    try {
      const key = before?.member.back ?? secret ?? code.trim();
      let answer = await enter(doorway, { as: 'seat', key, name });
      // A class that was deleted does not know the seat of this browser: then it is a newcomer.
      if ('refused' in answer && before && answer.refused !== 'removed' && (secret ?? code.trim()))
        answer = await enter(doorway, { as: 'seat', key: secret ?? code.trim(), name });
      if ('refused' in answer) {
        setProblem(answer.words);
        return;
      }
      keepSeat({ class: doorway, member: answer });
      history.replace({ hash: '' });
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void join();
      }}
    >
      <p>
        The class is “{doorway.name}”. It needs a name that the trainer can call, and no account.
      </p>
      {secret === undefined && !before && (
        <label>
          Code on the trainer’s screen
          <input
            type="text"
            value={code}
            required
            maxLength={100}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={({ target }) => setCode(target.value)}
          />
        </label>
      )}
      <label>
        Your name
        <input
          type="text"
          value={name}
          required
          maxLength={longest.name}
          autoComplete="nickname"
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <button type="submit" className="button button--primary" aria-disabled={busy}>
        {busy ? 'Joining…' : before ? 'Take your seat again' : 'Join'}
      </button>
      <p role="alert">{problem}</p>
      <p className={styles.note}>
        Trainers see your name, the page that you are on, and how far each lab is. Your commands and
        configurations are not sent. <Link to="/class/ready">Is this browser ready?</Link>
      </p>
    </form>
  );
}
