import { useId } from 'react';
import type { HubLogin } from '../../lab/conf/hub-remote.ts';
import styles from './JoinHub.module.css';

const kinds: { login: HubLogin; words: string }[] = [
  { login: { type: 'none' }, words: 'No login' },
  { login: { type: 'password', user: '', password: '' }, words: 'User and password' },
  { login: { type: 'creds', text: '' }, words: '.creds file' },
  { login: { type: 'nkey', seed: '' }, words: 'nkey seed' },
];

interface Props {
  login: HubLogin;
  onChange: (login: HubLogin) => void;
}

/** The fields of a form in which the reader says who the leaf is to the hub. */
export default function LoginFields({ login, onChange }: Props) {
  const name = useId();
  return (
    <>
      <fieldset>
        <legend>Login at the hub</legend>
        {kinds.map(({ login: kind, words }) => (
          <label key={kind.type}>
            <input
              type="radio"
              name={name}
              checked={login.type === kind.type}
              onChange={() => onChange(kind)}
            />
            {words}
          </label>
        ))}
      </fieldset>
      {login.type !== 'none' && (
        <>
          <Fields login={login} onChange={onChange} />
          <p className={styles.note}>
            This stays in the memory of this page, and goes to the hub alone. It is stored nowhere:
            a reload forgets it.
          </p>
        </>
      )}
    </>
  );
}

function Fields({ login, onChange }: Props) {
  const secret = { autoComplete: 'off', spellCheck: false, required: true };
  switch (login.type) {
    case 'none':
      return null;
    case 'password':
      return (
        <div className={styles.pair}>
          <label className={styles.field}>
            User
            <input
              type="text"
              {...secret}
              value={login.user}
              onChange={({ target }) => onChange({ ...login, user: target.value })}
            />
          </label>
          <label className={styles.field}>
            Password
            <input
              type="password"
              {...secret}
              value={login.password}
              onChange={({ target }) => onChange({ ...login, password: target.value })}
            />
          </label>
        </div>
      );
    case 'creds': {
      const read = async (file: File | undefined) => {
        if (file) onChange({ type: 'creds', text: await file.text() });
      };
      return (
        <div className={styles.pair}>
          <label className={styles.field}>
            Choose the file
            <input
              type="file"
              accept=".creds,text/plain"
              onChange={({ target }) => void read(target.files?.[0])}
            />
          </label>
          <label className={styles.field}>
            Or paste what is in it
            <textarea
              rows={4}
              {...secret}
              value={login.text}
              onChange={({ target }) => onChange({ type: 'creds', text: target.value })}
            />
          </label>
        </div>
      );
    }
    case 'nkey':
      return (
        <label className={styles.field}>
          Seed of the user
          <input
            type="password"
            {...secret}
            placeholder="SU…"
            value={login.seed}
            onChange={({ target }) => onChange({ type: 'nkey', seed: target.value.trim() })}
          />
        </label>
      );
  }
}
