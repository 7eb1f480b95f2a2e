import { useHistory } from '@docusaurus/router';
import Link from '@docusaurus/Link';
import { useState, useSyncExternalStore } from 'react';
import type { Doorway } from '../../class/records.ts';
import Press from '../Press/Press.tsx';
import { enter } from './enter.ts';
import EntryForm from './EntryForm.tsx';
import { keptClass } from './kept-class.ts';
import { keepSeat, keptSeat } from './kept-seat.ts';
import { useDoorway } from './useDoorway.ts';

/** Joins the class of the site's address; once joined, says so and where to begin. */
export default function JoinClass() {
  const { found, again } = useDoorway();
  const kept = useSyncExternalStore(keptClass.subscribe, keptClass.get, () => undefined);
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
        <Press name="Try again" onPress={again} />
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
  const [code, setCode] = useState('');
  const join = async (name: string) => {
    const key = before?.member.back ?? secret ?? code.trim();
    let answer = await enter(doorway, { as: 'seat', key, name });
    // A class that was deleted does not know the seat of this browser: then it is a newcomer.
    if ('refused' in answer && before && answer.refused !== 'removed' && (secret ?? code.trim()))
      answer = await enter(doorway, { as: 'seat', key: secret ?? code.trim(), name });
    if ('refused' in answer) return answer.words;
    keepSeat({ class: doorway, member: answer });
    history.replace({ hash: '' });
    return undefined;
  };
  return (
    <EntryForm
      intro={`The class is “${doorway.name}”. It needs a name that the trainer can call, and no account.`}
      fields={
        secret === undefined &&
        !before && (
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
        )
      }
      button={before ? 'Take your seat again' : 'Join'}
      working="Joining…"
      note={
        <>
          Trainers see your name, the page that you are on, and how far each lab is. Your commands
          and configurations are not sent. <Link to="/class/ready">Is this browser ready?</Link>
        </>
      }
      onEnter={join}
    />
  );
}
