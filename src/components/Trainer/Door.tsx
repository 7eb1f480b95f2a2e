import { useRef } from 'react';
import type { Room } from '../../class/room.ts';
import Press from '../Press/Press.tsx';
import Ask from '../Press/Ask.tsx';
import { useTrainer, useView } from './context.ts';
import styles from './Door.module.css';
import Link from './JoinLink.tsx';
import Qr from './Qr.tsx';
import { useNow } from './useNow.ts';
import { useWish } from './useWish.ts';
import { clockWords, sinceWords } from './words.ts';

/** How newcomers get in: the link, its QR code, the code to be typed, and whether the door is open. */
export default function Door() {
  const { client, drives } = useTrainer();
  const { door } = useView().room;
  const now = useNow(15_000);
  const { ask, busy, problem } = useWish();
  const large = useRef<HTMLDialogElement>(null);
  if (!door) return <p role="status">The door is shown once the hub has told of it.</p>;
  const until = door.until - client.view.get().ahead;
  const left = until - now;
  return (
    <section className={styles.door} aria-label="Door">
      <Qr link={door.link} />
      <div className={styles.words}>
        <p className={styles.state} data-open={door.open}>
          {door.open
            ? 'The door is open: newcomers may join.'
            : 'The door is closed: those who have a seat come back to it, and newcomers wait.'}
        </p>
        <dl className={styles.facts}>
          <dt>Code</dt>
          <dd>
            <b className={styles.code}>{door.code}</b>{' '}
            {left > 0
              ? `until ${clockWords(until)}, ${sinceWords(left)} from now`
              : 'has expired: make a new one'}
          </dd>
          <dt>Link</dt>
          <dd>
            <Link link={door.link} />
          </dd>
        </dl>
        <div className={styles.buttons}>
          <Press name="Show it large" look="primary" onPress={() => large.current?.showModal()} />
          <Press
            name={door.open ? 'Close the door' : 'Open the door'}
            idle={busy || !drives}
            onPress={() => ask('door', { open: !door.open })}
          />
          <Ask
            name="New code and link"
            idle={busy || !drives}
            question={() =>
              'Make a new code and a new link? Those of now are refused from then on. Seats that are taken stay.'
            }
            yes="Make new ones"
            no="Keep them"
            onYes={() => ask('code', {})}
          />
        </div>
        {!drives && <p className={styles.note}>The driver opens and closes the door.</p>}
        <p role="alert">{problem}</p>
      </div>
      <dialog ref={large} className={styles.large} aria-label="How to join">
        <Large door={door} name={client.kept.class.name} />
        <Press name="Close" onPress={() => large.current?.close()} />
      </dialog>
    </section>
  );
}

/** For the projector. */
function Large({ door, name }: { door: NonNullable<Room['door']>; name: string }) {
  return (
    <>
      <p className={styles.welcome}>{name}</p>
      <Qr link={door.link} />
      <p>
        {door.link.replace(/#.*/, '').replace(/^https?:\/\//, '')}
        <br />
        Code <b className={styles.code}>{door.code}</b>
      </p>
    </>
  );
}
