import { useSyncExternalStore } from 'react';
import ConsoleAt from './ConsoleAt.tsx';
import styles from './Commands.module.css';
import { useDesk } from './desk-context.ts';

/** The consoles of many servers, one of them shown. Each goes on where it was when its server is chosen again. */
export default function Consoles(props: {
  servers: readonly string[];
  /** Called when one is used, also from elsewhere on the page. */
  onUsed: (server: string) => void;
}) {
  const { servers, onUsed } = props;
  const { shownConsole } = useDesk();
  const wanted = useSyncExternalStore(shownConsole.subscribe, shownConsole.get, shownConsole.get);
  const shown = servers.includes(wanted) ? wanted : servers[0]!;
  return (
    <>
      <label className={styles.at}>
        Console at{' '}
        <select value={shown} onChange={({ target }) => shownConsole.set(target.value)}>
          {servers.map((server) => (
            <option key={server}>{server}</option>
          ))}
        </select>
      </label>
      {servers.map((server) => (
        <div key={server} hidden={server !== shown}>
          <ConsoleAt server={server} onUsed={() => onUsed(server)} />
        </div>
      ))}
    </>
  );
}
