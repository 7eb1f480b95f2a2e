import type { ReactNode } from 'react';
import { wordsOf, type Act } from '../../lab/exercise/act.ts';
import type { ServerState } from '../../lab/network/host.ts';
import Config from '../Config/Config.tsx';
import { useLab, useLabSnapshot, type PageLab } from '../Lab/context.ts';
import { lossBy, performTold } from '../shared/acts.ts';
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
export default function ServerPanel({ name, acts }: { name: string; acts?: ReactNode }) {
  const lab = useLab();
  const { servers } = useLabSnapshot();
  const { attempt, start } = useAttempt<unknown>();
  const state = servers[name]!;
  const running = state.type === 'running';
  const atRest = <p className={styles.note}>It does not run.</p>;
  return (
    <>
      <p className={styles.title}>
        <strong>{name}</strong> {words(state)}
      </p>
      <Actions actions={actionsFor(lab, name, state)} attempt={attempt} onAct={start} />
      {acts}
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

function actionsFor(lab: PageLab, name: string, { type }: ServerState): Action[] {
  const { session } = lab;
  const config = () => session.snapshot.get().configs[name]!;
  const action = (act: Act, working: string): Action => {
    const loss = lossBy(act, session);
    return { name: wordsOf(act), working, act: () => performTold(act, lab), ...(loss && { loss }) };
  };
  if (type === 'starting') return [];
  const copy = action({ saveDisk: name }, 'Copying…');
  if (type === 'running') {
    return [
      action({ stop: name }, 'Stopping…'),
      action({ crash: name }, 'Crashing…'),
      {
        name: `Restart ${name}`,
        working: 'Restarting…',
        act: () => session.restart(name, config()),
      },
      copy,
    ];
  }
  return [
    action({ start: name }, 'Starting…'),
    copy,
    action({ restoreDisk: name }, 'Putting it back…'),
    action({ wipe: name }, 'Wiping…'),
  ];
}
