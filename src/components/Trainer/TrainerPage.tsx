import { useHistory } from '@docusaurus/router';
import useBaseUrl from '@docusaurus/useBaseUrl';
import { useEffect, useState } from 'react';
import { longest, nameSchema, read, type Doorway } from '../../class/records.ts';
import { errorText } from '../../lab/error-text.ts';
import { enter, readDoorway } from '../Class/enter.ts';
import { keptName } from '../Class/kept-seat.ts';
import Press from '../Press/Press.tsx';
import Board from './Board.tsx';
import styles from './Entrance.module.css';
import { keepTrainer, keptTrainer, type KeptTrainer } from './kept-trainer.ts';
import { trainerRemedy } from './trainer-remedy.ts';

type Found = Doorway | 'none' | { failed: string } | undefined;

/** The page of a trainer: the class of the site's address, once this browser has a trainer's place in it. */
export default function TrainerPage() {
  const file = useBaseUrl('/class.json');
  const [found, setFound] = useState<Found>();
  const [attempt, setAttempt] = useState(0);
  const [trainer, setTrainer] = useState<KeptTrainer>();
  useEffect(() => {
    let gone = false;
    readDoorway(file).then(
      (doorway) => {
        if (gone) return;
        setFound(doorway ?? 'none');
        if (doorway) setTrainer(keptTrainer(doorway.id));
      },
      (error: unknown) => {
        if (!gone) setFound({ failed: errorText(error) });
      },
    );
    return () => {
      gone = true;
    };
  }, [file, attempt]);
  if (trainer) return <Board key={trainer.member.page} trainer={trainer} />;
  return (
    <div className="container margin-vert--lg">
      <h1>Lead a class</h1>
      {found === undefined ? (
        <p role="status">Looking for the class…</p>
      ) : found === 'none' ? (
        <p>
          There is no class at this address. <code>npm run class</code> starts one, and prints the
          trainer’s link to it.
        </p>
      ) : 'failed' in found ? (
        <div role="alert">
          <p>{found.failed}</p>
          <Press name="Try again" onPress={() => setAttempt(attempt + 1)} />
        </div>
      ) : (
        <Entrance doorway={found} onIn={setTrainer} />
      )}
    </div>
  );
}

/** The secret of the trainers' link, from the address; it stays out of what is sent to any web server. */
const secretOf = (hash: string) => /^#([\w-]{16,})$/.exec(hash)?.[1];

function Entrance(props: { doorway: Doorway; onIn: (trainer: KeptTrainer) => void }) {
  const { doorway, onIn } = props;
  const history = useHistory();
  const [secret] = useState(() => secretOf(window.location.hash));
  const [name, setName] = useState(keptName);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  if (secret === undefined)
    return (
      <p>
        The class “{doorway.name}” runs at this address. To lead it, open the trainer’s link that{' '}
        <code>npm run class</code> has printed in its terminal. It ends in <code>#</code> and a
        secret. Attendees take the other link.
      </p>
    );
  const come = async () => {
    if (!read(nameSchema, JSON.stringify(name))) {
      setProblem(`Type a name of one line, of up to ${longest.name} characters.`);
      return;
    }
    setBusy(true);
    setProblem('');
    try {
      const answer = await enter(doorway, { as: 'trainer', key: secret, name });
      if ('refused' in answer) {
        setProblem(`${answer.words} ${trainerRemedy(answer)}`.trim());
        return;
      }
      const trainer = { class: doorway, member: answer };
      keepTrainer(trainer);
      // On a projector all read the address bar.
      history.replace({ hash: '' });
      onIn(trainer);
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
        if (!busy) void come();
      }}
    >
      <p>
        The class is “{doorway.name}”. Attendees see your name with what you send them, and so do
        other trainers.
      </p>
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
        {busy ? 'Coming in…' : 'Lead the class'}
      </button>
      <p role="alert">{problem}</p>
    </form>
  );
}
