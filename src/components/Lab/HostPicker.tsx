import { useId, useState, useSyncExternalStore } from 'react';
import { useLab } from './context.ts';
import { chooseHost, hostChoice, type HostChoice } from './host-choice.ts';
import styles from './HostPicker.module.css';

const inTab: HostChoice = { type: 'tab' };

/**
 * Lets the reader choose where the servers of a lab run, before it starts. It stays while they run, so that
 * the page below it does not move.
 * @param running where they run, if they do
 */
export default function HostPicker({ running }: { running?: HostChoice | undefined }) {
  const { session, exercise } = useLab();
  const chosen = useHostChoice();
  const choice = running ?? chosen;
  const id = useId();
  // Open where an address is at stake: it could not be joined, or its servers have gone.
  const [open] = useState(choice.type === 'servers');
  const address = choice.type === 'servers' ? choice.address : '';
  return (
    <details className={styles.picker} open={open}>
      <summary>Where they run: {choice.type === 'tab' ? 'in this tab' : 'my servers'}</summary>
      <fieldset disabled={running !== undefined}>
        <legend>Where the servers run</legend>
        <label>
          <input
            type="radio"
            name={id}
            checked={choice.type === 'tab'}
            onChange={() => chooseHost(inTab)}
          />
          In this tab
        </label>
        <label>
          <input
            type="radio"
            name={id}
            checked={choice.type === 'servers'}
            onChange={() => chooseHost({ type: 'servers', address })}
          />
          My servers
        </label>
        {running && (
          <span>To choose again, {running.type === 'tab' ? 'stop' : 'leave'} them first.</span>
        )}
      </fieldset>
      {choice.type === 'servers' && (
        <>
          <p>
            In a clone of this site, run{' '}
            <code>npm run servers -- {exercise?.name ?? session.topology.name}</code> and give its
            address here. Your own <code>nats</code> CLI then works on the servers that this page
            shows.
          </p>
          <label className={styles.address}>
            Address that it printed
            <input
              type="text"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder="ws://127.0.0.1:…/?token=…"
              value={address}
              readOnly={running !== undefined}
              onChange={(event) =>
                chooseHost({ type: 'servers', address: event.target.value.trim() })
              }
            />
          </label>
        </>
      )}
    </details>
  );
}

/** Answers the host that the reader has chosen; the tab while the page is built. */
export function useHostChoice(): HostChoice {
  return useSyncExternalStore(hostChoice.subscribe, hostChoice.get, () => inTab);
}
