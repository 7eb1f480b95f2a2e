import Config from '../Config/Config.tsx';
import Console from '../Console/Console.tsx';
import { useLab } from '../Lab/context.ts';
import Rates from '../Rates/Rates.tsx';
import Streams from '../Streams/Streams.tsx';
import Tabs, { type Tab } from '../Tabs/Tabs.tsx';
import LiveMap from '../LiveMap/LiveMap.tsx';
import { PanelPlace } from '../LiveMap/panel-place.ts';
import Wire from '../Wire/Wire.tsx';
import { consoleOf, useTabs, type Shown } from './useTabs.ts';
import styles from './Workbench.module.css';

/**
 * The bench of a lab: the map, and below it the instruments, each in a tab.
 * @param onlySeen whether nothing is done in it: then it has no consoles
 * @param onNeeded called when a command is typed into a console from elsewhere on the page
 */
export default function Bench(props: { onlySeen?: boolean; onNeeded: () => void }) {
  const { onlySeen = false, onNeeded } = props;
  const { session } = useLab();
  const first = onlySeen ? 'Streams' : consoleOf(session.topology.servers[0]!.name);
  const { shown, show, place, setElement } = useTabs(first);
  return (
    <>
      <PanelPlace value={place}>
        <div className={styles.map}>
          <LiveMap />
        </div>
      </PanelPlace>
      <div className={styles.instruments}>
        <Instruments
          shown={shown}
          servers={onlySeen ? [] : session.topology.servers.map(({ name }) => name)}
          onShow={show}
          onNeeded={onNeeded}
          onPanel={setElement}
        />
      </div>
    </>
  );
}

/** The reader's tools, each in a tab of its own. */
function Instruments(props: {
  shown: Shown;
  /** The servers that have a console. */
  servers: readonly string[];
  onShow: (name: string) => void;
  onNeeded: () => void;
  /** Takes the element in which the panel of what is chosen is drawn. */
  onPanel: (element: HTMLElement | null) => void;
}) {
  const { shown, servers, onShow, onNeeded, onPanel } = props;
  const { session } = useLab();
  const names = session.topology.servers.map(({ name }) => name);
  const tabs: Tab[] = [
    ...servers.map((server) => ({
      name: consoleOf(server),
      content: (
        <Console
          server={server}
          onTyped={() => {
            onShow(consoleOf(server));
            onNeeded();
          }}
          // The steps tell of it as well, so the bench does not cover them.
          onShown={() => onShow(consoleOf(server))}
        />
      ),
      early: true,
    })),
    { name: 'Streams', content: <Streams /> },
    { name: 'Rates', content: <Rates />, kept: true },
    { name: 'Wire', content: <Wire />, kept: true },
    {
      name: 'Configuration',
      content: names.map((server) => <Config key={server} server={server} />),
      kept: true,
    },
  ];
  if (shown.panel !== undefined) {
    tabs.push({ name: shown.panel, content: <div ref={onPanel} />, early: true });
  }
  return <Tabs label="Instruments" tabs={tabs} shown={shown.tab} onShow={onShow} />;
}
