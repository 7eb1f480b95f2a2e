import type { ServerState } from '../../lab/network/host.ts';
import styles from './Config.module.css';
import { takesRestart } from './refusal.ts';
import type { Outcome as Tried } from './useApply.ts';

interface Props {
  server: string;
  state: ServerState;
  outcome: Tried;
}

/** Says what came of the last try to apply a configuration, in the server's own words. */
export default function Outcome({ server, state, outcome }: Props) {
  const refused = outcome.type === 'refused';
  // A server that does not run says why below, and runs nothing that was applied.
  const tells = state.type === 'running' || outcome.type === 'working';
  return (
    <>
      <div role="status" data-outcome={tells ? outcome.type : 'none'} className={styles.outcome}>
        {tells && outcome.type !== 'none' && outcome.text}
        {tells && refused && (
          <p>
            The server runs on as it was.
            {takesRestart(outcome.text) &&
              ' It takes this change at a restart, which keeps its streams.'}
          </p>
        )}
      </div>
      {state.type === 'failed' && (
        <p role="alert" className={styles.failed}>
          {server} is not running: {state.reason}
        </p>
      )}
    </>
  );
}
