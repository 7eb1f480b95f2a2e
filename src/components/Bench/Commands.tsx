import { useSyncExternalStore } from 'react';
import type { History } from '../../console/history.ts';
import { bareLine } from '../../console/script.ts';
import type { Store } from '../../lab/session/store.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import Press from '../Press/Press.tsx';
import { useDesk, useDraft } from './desk-context.ts';
import styles from './Commands.module.css';

/** The commands of the bench for the console of a server. Each is run by its button, none by itself. */
export default function Commands({ server, history }: { server: string; history: Store<History> }) {
  const { draft } = useDesk();
  const { commands } = useDraft().state;
  const { consoles } = useLab();
  const { state } = useLabSnapshot();
  const { lines } = useSyncExternalStore(history.subscribe, history.get, history.get);
  const own = commands.filter((command) => command.server === server);
  const last = lines.length > 0 ? bareLine(lines.at(-1)!) : undefined;
  const isNew = last !== undefined && !own.some(({ line }) => line === last);
  if (own.length === 0 && !isNew) return null;
  return (
    <section aria-label={`Commands kept for ${server}`} className={styles.commands}>
      <ul>
        {own.map(({ line }) => (
          <li key={line}>
            <code>nats {line}</code>
            <Press
              name="Run"
              label={`Run at ${server}: ${line}`}
              small
              idle={state.type !== 'running'}
              onPress={() => consoles.type(server, line)}
            />
            <Press
              name="Forget"
              label={`Forget ${line}`}
              look="quiet"
              onPress={() =>
                draft.change('Forget a command', {
                  commands: draft.state.commands.filter(
                    (each) => each.server !== server || each.line !== line,
                  ),
                })
              }
            />
          </li>
        ))}
      </ul>
      {isNew && (
        <Press
          name="Keep this command"
          label={`Keep this command: ${last}`}
          look="quiet"
          onPress={() =>
            draft.change('Keep a command', {
              commands: [...draft.state.commands, { server, line: last }],
            })
          }
        />
      )}
    </section>
  );
}
