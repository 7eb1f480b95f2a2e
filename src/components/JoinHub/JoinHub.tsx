import { useId, useState } from 'react';
import type { HubLogin } from '../../lab/conf/hub-remote.ts';
import BeforeStart from '../Lab/BeforeStart.tsx';
import { useLab } from '../Lab/context.ts';
import { useFirstStart } from '../Lab/useFirstStart.ts';
import { joinWords } from './join-words.ts';
import styles from './JoinHub.module.css';
import LoginFields from './LoginFields.tsx';
import { useJoin } from './useJoin.ts';
import { fenced } from '../shared/fenced.ts';

/**
 * Has the server of this tab join a hub elsewhere as a leaf, over WebSocket. It stands in a lab whose
 * topology has a hub outside of it.
 */
function JoinHub() {
  const { topology } = useLab().session;
  const link = topology.links.find(({ to }) => topology.outside?.some(({ name }) => name === to));
  if (!link) throw new Error(`The topology ${topology.name} has no hub outside of it.`);
  const { running, attempt, waiting, stands, join, cancel, leave } = useJoin(link);
  const [address, setAddress] = useState('');
  const [login, setLogin] = useState<HubLogin>({ type: 'none' });
  const id = useId();
  const asking = attempt.type === 'working';
  const first = useFirstStart(() => join(address, login));

  return (
    <section className={styles.join} aria-labelledby={id} data-page-only>
      <p id={id} className={styles.title}>
        Join a hub of yours
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!asking && !first.idle) first.press();
        }}
      >
        <label className={styles.field}>
          Address of its WebSocket listener
          <input
            type="text"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            required
            placeholder="ws://127.0.0.1:8080 or wss://hub.example.org/nats"
            value={address}
            onChange={({ target }) => setAddress(target.value.trim())}
          />
        </label>
        <LoginFields login={login} onChange={setLogin} />
        <div className={styles.actions}>
          <button
            type="submit"
            className="button button--primary button--sm"
            aria-disabled={asking || first.idle}
            data-starts={first.starts || undefined}
          >
            {asking ? 'Asking the hub…' : stands.type === 'apart' ? 'Join' : 'Join again'}
          </button>
          {asking && waiting && (
            <button type="button" className="button button--secondary button--sm" onClick={cancel}>
              Ask no more
            </button>
          )}
          {running && stands.type !== 'apart' && (
            <button
              type="button"
              className="button button--secondary button--sm"
              onClick={() => void leave()}
            >
              Leave the hub
            </button>
          )}
          <span>
            <BeforeStart first={first} />
          </span>
        </div>
      </form>
      {attempt.type === 'failed' ? (
        <p className={styles.failed} role="alert">
          Not joined. {attempt.why}
        </p>
      ) : (
        <p className={styles.state} data-state={stands.type} role="status">
          {running && (asking ? `Asking ${attempt.doing}… ${waiting}` : joinWords(stands))}
          {attempt.type === 'done' && stands.type !== 'joined' && (
            <>
              {' '}
              The hub is {attempt.value.name}, nats-server {attempt.value.version}.
            </>
          )}
        </p>
      )}
    </section>
  );
}

export default fenced('Joining a hub', JoinHub);
