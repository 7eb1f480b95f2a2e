import { useEffect, useRef, useState } from 'react';
import { explainError } from '../../nats/nats-errors.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import styles from './Lattice.module.css';

type State =
  | { type: 'stopped' | 'starting' }
  | { type: 'running'; run: number; domain: string }
  | { type: 'failed'; run: number; why: string };

/** Starts and stops the stand-in for a wasmCloud host beside a server. */
export default function DemoHost(props: { server: string; lattice: string; domains: string[] }) {
  const { server, lattice, domains } = props;
  const { session } = useLab();
  const { state: lab, run } = useLabSnapshot();
  const [domain, setDomain] = useState(domains[0] ?? '');
  const [last, setState] = useState<State>({ type: 'stopped' });
  const stop = useRef<() => Promise<void>>(undefined);
  const ready = lab.type === 'running';
  // With the servers of its run a host is gone too.
  const state: State = 'run' in last && (last.run !== run || !ready) ? { type: 'stopped' } : last;
  const runs = state.type === 'running';

  const end = () => {
    void stop.current?.().catch(() => {});
    stop.current = undefined;
  };
  useEffect(() => end, [run]);

  const start = async () => {
    setState({ type: 'starting' });
    try {
      const { startHostAt } = await import(/* webpackChunkName: 'lattice' */ './live-lattice.ts');
      stop.current = await startHostAt(session, server, { lattice, domain: domain || undefined });
      setState({ type: 'running', run, domain });
    } catch (error) {
      setState({ type: 'failed', run, why: explainError(error) });
    }
  };
  const press = () => {
    if (!ready || state.type === 'starting') return;
    if (!runs) return void start();
    end();
    setState({ type: 'stopped' });
  };
  return (
    <div className={styles.host}>
      <label>
        <code>WASMCLOUD_JS_DOMAIN</code> at {server}{' '}
        <select
          value={domain}
          disabled={runs || state.type === 'starting'}
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
        aria-disabled={!ready || state.type === 'starting'}
        onClick={press}
      >
        {runs ? `Stop the host at ${server}` : `Start a host at ${server}`}
      </button>
      <span role="status" data-state={state.type} className={styles.state}>
        {!ready && 'Start the servers first.'}
        {state.type === 'starting' && 'Starting…'}
        {runs && `Runs${state.domain ? ` with the domain ${state.domain}` : ' without a domain'}.`}
        {state.type === 'failed' && `The host ended. JetStream answered: ${state.why}`}
      </span>
    </div>
  );
}
