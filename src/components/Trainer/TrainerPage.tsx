import { useHistory } from '@docusaurus/router';
import { useMemo, useState } from 'react';
import type { Doorway } from '../../class/records.ts';
import { enter } from '../Class/enter.ts';
import EntryForm from '../Class/EntryForm.tsx';
import { useDoorway } from '../Class/useDoorway.ts';
import Press from '../Press/Press.tsx';
import Board from './Board.tsx';
import { keepTrainer, keptTrainer, type KeptTrainer } from './kept-trainer.ts';
import { trainerRemedy } from './trainer-remedy.ts';

/** The page of a trainer: the class of the site's address, once this browser has a trainer's place in it. */
export default function TrainerPage() {
  const { found, again } = useDoorway();
  const [entered, setEntered] = useState<KeptTrainer>();
  const kept = useMemo(
    () => (typeof found === 'object' && 'id' in found ? keptTrainer(found.id) : undefined),
    [found],
  );
  const trainer = entered ?? kept;
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
          <Press name="Try again" onPress={again} />
        </div>
      ) : (
        <Entrance doorway={found} onIn={setEntered} />
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
  if (secret === undefined)
    return (
      <p>
        The class “{doorway.name}” runs at this address. To lead it, open the trainer’s link that{' '}
        <code>npm run class</code> has printed in its terminal. It ends in <code>#</code> and a
        secret. Attendees take the other link.
      </p>
    );
  const come = async (name: string) => {
    const answer = await enter(doorway, { as: 'trainer', key: secret, name });
    if ('refused' in answer) return `${answer.words} ${trainerRemedy(answer)}`.trim();
    const trainer = { class: doorway, member: answer };
    keepTrainer(trainer);
    // On a projector all read the address bar.
    history.replace({ hash: '' });
    onIn(trainer);
    return undefined;
  };
  return (
    <EntryForm
      intro={`The class is “${doorway.name}”. Attendees see your name with what you send them, and so do other trainers.`}
      button="Lead the class"
      working="Coming in…"
      onEnter={come}
    />
  );
}
