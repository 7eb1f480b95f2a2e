import { useEffect, type ReactNode } from 'react';
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
  const { shownTab, shownConsole } = useDesk();
  const { session } = useLab();
  const found = useAllFindings();
  const servers = session.topology.servers.map(({ name }) => name);
  const before = shownTab.get();
  const isMany = servers.length > mostTabs;
  const consoles = isMany ? [together] : servers.map(consoleOf);
  const isThere = always.includes(before) || consoles.includes(before);
  const { shown, show, place, setElement } = useTabs(isThere ? before : findings);
  useEffect(() => shownTab.set(shown.before), [shownTab, shown.before]);
  const tabs: Tab[] = [
    { name: findings, mark: <FindingCount findings={found} />, content: <Findings /> },
    { name: 'Reach', content: <Reach />, kept: true },
    { name: 'Streams', content: <Streams /> },
    { name: 'Rates', content: <Rates />, kept: true },
    { name: 'Wire', content: <Wire />, kept: true },
  ];
  if (isMany)
    tabs.push({
      name: together,
      content: (
        <Consoles
          servers={servers}
          onUsed={(server) => {
            shownConsole.set(server);
            show(together);
          }}
        />
      ),
      early: true,
    });
  else
    for (const server of servers)
      tabs.push({
        name: consoleOf(server),
        content: <ConsoleAt server={server} onUsed={() => show(consoleOf(server))} />,
        early: true,
      });
  if (shown.panel !== undefined)
    tabs.push({ name: shown.panel, content: <div ref={setElement} />, early: true });
  return (
    <>
      <PanelPlace value={place}>
        <div className={styles.map}>{children}</div>
      </PanelPlace>
      <div className={styles.instruments}>
        <Tabs label="Instruments" tabs={tabs} shown={shown.tab} onShow={show} />
      </div>
    </>
  );
}
