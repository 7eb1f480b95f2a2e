import { useState } from 'react';
import { longest } from '../../class/records.ts';
import BenchLink from '../ClassBench/BenchLink.tsx';
import Ask from '../Press/Ask.tsx';
import { useTrainer, useView } from './context.ts';
import styles from './Roster.module.css';
import Submit from './Submit.tsx';
import { useWish } from './useWish.ts';

/** What a trainer can do about one attendee. */
export default function SeatActs(props: { id: string; name: string; onGone: () => void }) {
  const { id, name, onGone } = props;
  const { drives, nameless } = useTrainer();
  const { seat, consent } = useView().room.seats.get(id) ?? {};
  const message = useWish();
  const rename = useWish();
  const remove = useWish();
  const [text, setText] = useState('');
  const [said, setSaid] = useState('');
  const [called, setCalled] = useState(nameless ? '' : (seat?.name ?? ''));
  return (
    <div role="cell" className={styles.more}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!text.trim() || !drives) return;
          setSaid('');
          message.ask('message', { to: id, text: text.trim() }, () => {
            setText('');
            setSaid('Sent.');
          });
        }}
      >
        <label>
          A line to {name} alone
          <input
            type="text"
            value={text}
            maxLength={longest.message}
            onChange={({ target }) => setText(target.value)}
          />
        </label>
        <Submit name="Send" idle={message.busy || !drives} />
        <span role="status">{said}</span>
        <span role="alert">{message.problem}</span>
      </form>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (called.trim() && drives) rename.ask('rename', { seat: id, name: called });
        }}
      >
        <label>
          Call this seat
          <input
            type="text"
            value={called}
            maxLength={longest.name}
            onChange={({ target }) => setCalled(target.value)}
          />
        </label>
        <Submit name="Rename" idle={rename.busy || !drives} />
        <span role="alert">{rename.problem}</span>
      </form>
      <div className={styles.form}>
        <BenchLink seat={id} name={name} shown={consent?.see ?? false} />
        <Ask
          name="Remove from the class"
          look="danger"
          small
          idle={remove.busy || !drives}
          question={() =>
            `Remove ${name}? All connections of this seat end at once, and it does not come back. What it told stays in the records of the class.`
          }
          yes="Remove"
          no="Keep"
          onYes={() => remove.ask('remove', { seat: id }, onGone)}
        />
        <span role="alert">{remove.problem}</span>
        {!drives && <span className={styles.faint}>For the driver.</span>}
      </div>
    </div>
  );
}
