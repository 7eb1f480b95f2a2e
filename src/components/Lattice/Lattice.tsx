import { useCallback, useId, useState, type ReactNode } from 'react';
import { placesOf } from '../../lab/monitoring/places.ts';
import { explainError } from '../../nats/nats-errors.ts';
import BeforeStart from '../Lab/BeforeStart.tsx';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { useFirstStart } from '../Lab/useFirstStart.ts';
import { useAttempt } from '../shared/useAttempt.ts';
import { usePolled } from '../shared/usePolled.ts';
import DemoHost from './DemoHost.tsx';
import styles from './Lattice.module.css';
import { loadLattice } from './load-lattice.ts';
import type { LatticeView } from './live-lattice.ts';
import { fenced } from '../shared/fenced.ts';

/** How often the lattice is looked at, in milliseconds. */
const every = 1500;

/**
 * A wasmCloud lattice, seen by wasmCloud's own client from a server and with a domain that the reader
 * chooses, and where its buckets are. Demo hosts, which stand in for wasmCloud hosts, may be started
 * beside each leaf.
 */
function Lattice({ lattice = 'default' }: { lattice?: string }) {
  const { session, connect } = useLab();
  const { state, run } = useLabSnapshot();
  const { topology } = session;
  const leaves = topology.servers.filter(({ role }) => role === 'leaf');
  const domains = [...new Set(topology.servers.flatMap(({ domain }) => domain ?? []))];
  const [server, setServer] = useState(leaves[0]!.name);
  const [domain, setDomain] = useState(domains[0] ?? '');
  const id = useId();

  const running = state.type === 'running';
  const look = useCallback(async () => {
    if (!running) return undefined;
    const { lookAtLattice } = await loadLattice();
    const [view, buckets] = await Promise.all([
      lookAtLattice(await connect(server), { lattice, domain: domain || undefined }),
      bucketsIn(session, lattice),
    ]);
    return { run, from: `${server} ${domain}`, view, buckets };
  }, [running, run, connect, server, domain, lattice, session]);
  const last = usePolled(look, every);
  const seen = last?.run === run && last.from === `${server} ${domain}` ? last : undefined;

  return (
    <section className={styles.lattice} aria-labelledby={id} data-page-only>
      <p id={id} className={styles.title}>
        The lattice <code>{lattice}</code>
      </p>
      <p className={styles.note}>
        The hosts are stand-ins, made for this page: they run no WebAssembly, and speak as much of
        the control protocol as the view needs. So is the bit of wadm that keeps the list of hosts.
        Client, subjects and buckets are the real ones.
      </p>
      {leaves.map(({ name }) => (
        <DemoHost key={name} server={name} lattice={lattice} domains={domains} />
      ))}
      <div className={styles.choices}>
        <label>
          Look from{' '}
          <select value={server} onChange={({ target }) => setServer(target.value)}>
            {topology.servers.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label>
          for buckets in the domain{' '}
          <select value={domain} onChange={({ target }) => setDomain(target.value)}>
            {[...domains, ''].map((each) => (
              <option key={each} value={each}>
                {each || 'none, as the client does by itself'}
              </option>
            ))}
          </select>
        </label>
      </div>
      <PutExamples server={server} lattice={lattice} />
      <div role="region" aria-label="What the lattice client sees" aria-live="off">
        {seen ? (
          <Seen view={seen.view} buckets={seen.buckets} />
        ) : (
          <p className={styles.note}>
            {running ? 'Looking…' : 'Start the servers, then a host or two.'}
          </p>
        )}
      </div>
    </section>
  );
}

/** Has the lattice client put something into the lattice that a view can show. */
function PutExamples({ server, lattice }: { server: string; lattice: string }) {
  const { connect } = useLab();
  const { attempt, start } = useAttempt(explainError);
  const put = async () => {
    const { putExamples } = await loadLattice();
    await putExamples(await connect(server), lattice);
  };
  const first = useFirstStart(() => start(put));
  return (
    <div className={styles.host}>
      <button
        type="button"
        className="button button--secondary button--sm"
        aria-disabled={first.idle}
        data-starts={first.starts || undefined}
        onClick={first.press}
      >
        Put a link and a configuration
      </button>
      <span role="status">
        <BeforeStart first={first} />
        {attempt.type === 'done' && 'A host has taken both.'}
        {attempt.type === 'failed' && `No host took it: ${attempt.why}`}
      </span>
    </div>
  );
}

/** The buckets of a lattice, each with the server that stores it and how its JetStream is called. */
async function bucketsIn(session: ReturnType<typeof useLab>['session'], lattice: string) {
  const { servers } = session.snapshot.get();
  const places = await placesOf(session.host, session.topology, servers);
  return places.flatMap(({ name, domain, streams }) =>
    streams
      .filter(({ label }) => label.endsWith(`DATA_${lattice}`) || label === 'wadm_state')
      .map(({ label, messages }) => ({
        bucket: label,
        where: domain ? `${name}, domain ${domain}` : `${name}, without a domain`,
        messages,
      })),
  );
}

interface SeenProps {
  view: LatticeView;
  buckets: Awaited<ReturnType<typeof bucketsIn>>;
}

function Seen({ view, buckets }: SeenProps) {
  const list = <T,>(
    of: { type: 'is'; value: T[] } | { type: 'not'; why: string },
    none: string,
    say: (each: T) => ReactNode,
  ) => {
    if (of.type === 'not') return <span className={styles.not}>{of.why}</span>;
    if (of.value.length === 0) return none;
    return (
      <ul>
        {of.value.map((each, i) => (
          <li key={i}>{say(each)}</li>
        ))}
      </ul>
    );
  };
  return (
    <dl className={styles.facts}>
      <dt>Hosts</dt>
      <dd>
        {list(view.hosts, 'none', ({ name, uptime, components }) => (
          <>
            {name}, up {uptime} s{components.length > 0 && `, with ${components.join(', ')}`}
          </>
        ))}
      </dd>
      <dt>Links</dt>
      <dd>
        {list(view.links, 'none', ({ source, target, what }) => `${source} → ${target} (${what})`)}
      </dd>
      <dt>Configurations</dt>
      <dd>{list(view.configs, 'none', (name) => name)}</dd>
      <dt>Buckets, as the servers tell</dt>
      <dd>
        {list(
          { type: 'is', value: buckets },
          'none',
          ({ bucket, where, messages }) => `${bucket}: ${where}; ${messages} entries`,
        )}
      </dd>
    </dl>
  );
}

export default fenced('The lattice', Lattice);
