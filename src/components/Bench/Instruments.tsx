import clsx from 'clsx';
import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { useLab } from '../Lab/context.ts';
import { PanelPlace } from '../LiveMap/panel-place.ts';
import Rates from '../Rates/Rates.tsx';
import Streams from '../Streams/Streams.tsx';
import Tabs, { type Tab } from '../Tabs/Tabs.tsx';
import Wire from '../Wire/Wire.tsx';
import { consoleOf, useTabs } from '../Workbench/useTabs.ts';
import FindingCount from './FindingCount.tsx';
import { useDesk } from './desk-context.ts';
import ConsoleAt from './ConsoleAt.tsx';
import Consoles from './Consoles.tsx';
import Findings from './Findings.tsx';
import MapTools from './MapTools.tsx';
import Reach from './Reach.tsx';
import { useAllFindings } from './useAllFindings.ts';
import styles from './Bench.module.css';

const findings = 'Findings';
const always = [findings, 'Reach', 'Streams', 'Rates', 'Wire'];
/** With more servers than this their consoles share a tab. */
const mostTabs = 6;
const together = 'Console';

/** The map, and below it what the doctor finds and what one works with, each in a tab. */
export default function Instruments({ children }: { children: ReactNode }) {
  const { shownTab, shownConsole, isWhole } = useDesk();
  const whole = useSyncExternalStore(isWhole.subscribe, isWhole.get, isWhole.get);
  const { session } = useLab();
  const found = useAllFindings();
  const servers = session.topology.servers.map(({ name }) => name);
  const wasShown = shownTab.get();
  const isMany = servers.length > mostTabs;
  const consoles = isMany ? [together] : servers.map(consoleOf);
  const isThere = always.includes(wasShown) || consoles.includes(wasShown);
  const { shown, show, place, setElement } = useTabs(isThere ? wasShown : findings);
  const { tab, before, panel } = shown;
  useEffect(() => shownTab.set(before), [shownTab, before]);
  const tabs: Tab[] = [
    { name: findings, mark: <FindingCount findings={found} />, content: <Findings /> },
    { name: 'Reach', content: <Reach />, kept: true },
    { name: 'Streams', content: <Streams /> },
    { name: 'Rates', content: <Rates />, kept: true },
    { name: 'Wire', content: steady(<Wire />), kept: true },
  ];
  if (isMany)
    tabs.push({
      name: together,
      content: steady(
        <Consoles
          servers={servers}
          onUsed={(server) => {
            shownConsole.set(server);
            show(together);
          }}
        />,
      ),
      early: true,
    });
  else
    for (const server of servers)
      tabs.push({
        name: consoleOf(server),
        content: steady(<ConsoleAt server={server} onUsed={() => show(consoleOf(server))} />),
        early: true,
      });
  // Where the map has the page to itself, what is chosen on it stands below it.
  if (panel !== undefined && !whole)
    tabs.push({ name: panel, content: <div ref={setElement} />, early: true });
  return (
    <>
      <div
        className={clsx(styles.map, whole && styles.whole)}
        {...(whole && { role: 'dialog', 'aria-modal': true, 'aria-label': 'The whole map' })}
        onKeyDown={({ key, defaultPrevented }) => {
          if (key === 'Escape' && !defaultPrevented) isWhole.set(false);
        }}
      >
        {whole && <MapTools />}
        <PanelPlace value={place}>{children}</PanelPlace>
        {whole && panel !== undefined && <div ref={setElement} className={styles.panel} />}
      </div>
      <div className={styles.instruments}>
        <Tabs
          label="Instruments"
          tabs={tabs}
          shown={whole && tab === panel ? before : tab}
          onShow={show}
        />
      </div>
    </>
  );
}

/** In a place whose height stays the same, however much of it there is: it grows by itself. */
const steady = (content: ReactNode) => <div className={styles.steady}>{content}</div>;
