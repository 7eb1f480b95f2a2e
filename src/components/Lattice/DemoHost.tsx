import { useEffect, useState } from 'react';
import { explainError } from '../../nats/nats-errors.ts';
import BeforeStart from '../Lab/BeforeStart.tsx';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { useFirstStart } from '../Lab/useFirstStart.ts';
import { useAttempt } from '../shared/useAttempt.ts';
import styles from './Lattice.module.css';
import { loadLattice } from './load-lattice.ts';

/** A demo host that runs. */
interface Running {
  domain: string;
  stop: () => Promise<void>;
}

/** Starts and stops the stand-in for a wasmCloud host beside a server. */
export default function DemoHost(props: { server: string; lattice: string; domains: string[] }) {
  const { server, lattice, domains } = props;
  const { session } = useLab();
  const { state } = useLabSnapshot();
  const [domain, setDomain] = useState(domains[0] ?? '');
  const { attempt, start, forget } = useAttempt<Running>(explainError);
  const ready = state.type === 'running';
  const starting = attempt.type === 'working';
  const host = attempt.type === 'done' ? attempt.value : undefined;
  // With the servers of its run a host is gone too.
  const runs = ready && host !== undefined;
  useEffect(() => {
    if (!host) return;
    return () => void host.stop().catch(() => {});
  }, [host]);

  const startHost = async () => {
    const { startHostAt } = await loadLattice();
    const options = { lattice, domain: domain || undefined };
    return { domain, stop: await startHostAt(session, server, options) };
  };
  const press = () => {
    if (starting) return;
    if (runs) forget();
    else start(startHost);
  };
  const first = useFirstStart(press);
  return (
    <div className={styles.host}>
      <label>
        <code>WASMCLOUD_JS_DOMAIN</code> at {server}{' '}
        <select
          value={domain}
          disabled={runs || starting}
          onChange={({ target }) => setDomain(target.value)}
        >
          {[...domains, ''].map((each) => (
            <option key={each} value={each}>
              {each || 'not set'}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="button button--secondary button--sm"
        aria-disabled={first.idle || starting}
        data-starts={first.starts || undefined}
        onClick={first.press}
      >
        {runs ? `Stop the host at ${server}` : `Start a host at ${server}`}
      </button>
      <span
        role="status"
        data-state={runs ? 'running' : ready ? attempt.type : undefined}
        className={styles.state}
      >
        <BeforeStart first={first} />
        {ready && starting && 'Starting…'}
        {runs && `Runs${host.domain ? ` with the domain ${host.domain}` : ' without a domain'}.`}
        {ready && attempt.type === 'failed' && `The host ended. JetStream answered: ${attempt.why}`}
      </span>
    </div>
  );
}
