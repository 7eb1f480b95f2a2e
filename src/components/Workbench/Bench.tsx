import { useMemo, useState } from 'react';
import Config from '../Config/Config.tsx';
import Console from '../Console/Console.tsx';
import { useLab } from '../Lab/context.ts';
import Rates from '../Rates/Rates.tsx';
import Streams from '../Streams/Streams.tsx';
import Tabs, { type Tab } from '../Tabs/Tabs.tsx';
import LiveMap from '../LiveMap/LiveMap.tsx';
import { PanelPlace, type PanelTab } from '../LiveMap/panel-place.ts';
import Wire from '../Wire/Wire.tsx';
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

const consoleOf = (server: string) => `${server}$`;

/** The tabs of the bench: which is shown, which was before, and the name of the one for what is chosen on the map. */
interface Shown {
  tab: string;
  /** The tab that was shown last, but for the one of what is chosen. */
  before: string;
  panel: string | undefined;
}

function useTabs(first: string) {
  const [shown, setShown] = useState<Shown>({ tab: first, before: first, panel: undefined });
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [show] = useState(() => (tab: string) => {
    setShown(({ panel, before }) => ({ tab, panel, before: tab === panel ? before : tab }));
  });
  const [open] = useState(() => (panel: string | undefined) => {
    setShown(({ tab, before, panel: was }) => {
      if (panel !== undefined) return { tab: panel, before, panel };
      return { tab: tab === was ? before : tab, before, panel };
    });
  });
  const isShown = shown.tab === shown.panel;
  const place: PanelTab = useMemo(() => ({ element, isShown, open }), [element, isShown, open]);
  return { shown, show, place, setElement };
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
