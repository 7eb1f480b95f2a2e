import type { ServerState } from '../../lab/network/host.ts';
import type { LabSession } from '../../lab/session/session.ts';
import Config from '../Config/Config.tsx';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { useAttempt } from '../shared/useAttempt.ts';
import Streams from '../Streams/Streams.tsx';
import Tabs from '../Tabs/Tabs.tsx';
import Actions, { type Action } from './Actions.tsx';
import Facts from './ServerFacts.tsx';
import styles from './Inspector.module.css';
import Interest from './Interest.tsx';
import ServerLog from './ServerLog.tsx';

/**
 * The inside of a server: its state, its configuration and its log, with buttons to stop, crash and
 * start it.
 */
export default function ServerPanel({ name }: { name: string }) {
  const { session } = useLab();
  const { servers } = useLabSnapshot();
  const { attempt, start } = useAttempt();
  const state = servers[name]!;
  const running = state.type === 'running';
  const atRest = <p className={styles.note}>It does not run.</p>;
  return (
    <>
      <p className={styles.title}>
        <strong>{name}</strong> {words(state)}
      </p>
      <Actions actions={actionsFor(session, name, state)} attempt={attempt} onAct={start} />
      <Tabs
        label={`Details of ${name}`}
        tabs={[
          { name: 'Now', content: running ? <Facts server={name} /> : atRest },
          { name: 'Interest', content: running ? <Interest server={name} /> : atRest },
          { name: 'Streams', content: running ? <Streams server={name} /> : atRest },
          { name: 'Configuration', content: <Config server={name} /> },
          { name: 'Log', content: <ServerLog server={name} /> },
        ]}
      />
    </>
  );
}

function words(state: ServerState): string {
  switch (state.type) {
    case 'running':
      return `runs nats-server ${state.version}`;
    case 'failed':
      return `failed: ${state.reason}`;
    case 'starting':
      return 'is starting…';
    case 'stopped':
      return 'is stopped';
  }
}

function actionsFor(session: LabSession, name: string, { type }: ServerState): Action[] {
  const config = () => session.snapshot.get().configs[name]!;
  if (type === 'starting') return [];
  const copy: Action = {
    name: `Copy the disk of ${name}`,
    working: 'Copying…',
    act: () => session.host.saveDisk(name),
  };
  if (type === 'running') {
    return [
      {
        name: `Stop ${name}`,
        working: 'Stopping…',
        act: () => session.host.stopServer(name),
      },
      {
        name: `Crash ${name}`,
        working: 'Crashing…',
        act: () => session.host.crashServer(name),
      },
      {
        name: `Restart ${name}`,
        working: 'Restarting…',
        act: () => session.restart(name, config()),
      },
      copy,
    ];
  }
  return [
    {
      name: `Start ${name}`,
      working: 'Starting…',
      act: () => session.host.startServer(name, config()),
    },
    {
      name: `Wipe what ${name} stored`,
      working: 'Wiping…',
      act: () => session.host.wipeServer(name),
    },
    copy,
    {
      name: `Put the copied disk of ${name} back`,
      working: 'Putting it back…',
      act: () => session.host.restoreDisk(name),
    },
  ];
}
