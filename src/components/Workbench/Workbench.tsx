import clsx from 'clsx';
import { useId, useMemo, useRef, useState, type ReactNode } from 'react';
import Config from '../Config/Config.tsx';
import Console from '../Console/Console.tsx';
import { useLab } from '../Lab/context.ts';
import { useStepsLeft } from '../shared/useDone.ts';
import Rates from '../Rates/Rates.tsx';
import Streams from '../Streams/Streams.tsx';
import Tabs, { type Tab } from '../Tabs/Tabs.tsx';
import LiveMap from '../LiveMap/LiveMap.tsx';
import { PanelPlace, type PanelTab } from '../LiveMap/panel-place.ts';
import Wire from '../Wire/Wire.tsx';
import { useSeenHeight } from './useSeenHeight.ts';
import { useSheet } from './useSheet.ts';
import styles from './Workbench.module.css';

/**
 * A lab's steps, and beside them its bench, which stays in view: the map, and what the reader works
 * with. On a narrow screen the bench is a sheet that opens from the bottom.
 */
export default function Workbench({ children }: { children: ReactNode }) {
  const { isOpen, open, close } = useSheet();
  const sheet = useRef<HTMLDivElement>(null);
  useSeenHeight(sheet, isOpen);
  const id = useId();
  const { session } = useLab();
  const { shown, show, place, setElement } = useTabs(consoleOf(session.topology.servers[0]!.name));
  return (
    <div className={styles.workbench}>
      <div className={styles.steps}>{children}</div>
      <aside
        aria-label="Bench"
        className={clsx(styles.bench, isOpen && styles.open)}
        onKeyDown={(event) => {
          // In the editor, Escape gives the Tab key back.
          const inEditor = (event.target as Element).closest('.cm-editor');
          if (event.key === 'Escape' && !event.defaultPrevented && !inEditor) close();
        }}
      >
        {/* The bar above the sheet closes it too, and is there for those who use no pointer. */}
        <div className={styles.behind} onClick={close} />
        <div ref={sheet} className={styles.sheet}>
          <button
            type="button"
            className={styles.handle}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={isOpen ? close : open}
          >
            {isOpen ? 'Back to the steps' : 'Bench: map, consoles, configuration'}
            <DoneSoFar />
          </button>
          <div id={id} className={styles.content}>
            <PanelPlace value={place}>
              <div className={styles.map}>
                <LiveMap />
              </div>
            </PanelPlace>
            <div className={styles.instruments}>
              <Instruments shown={shown} onShow={show} onNeeded={open} onPanel={setElement} />
            </div>
          </div>
        </div>
      </aside>
    </div>
  );
}

/** How far the reader is, for whom the bench covers the steps. */
function DoneSoFar() {
  const { exercise } = useLab();
  if (!exercise) throw new Error('A bench stands in a lab with an exercise.');
  const { length } = exercise.steps;
  const done = length - useStepsLeft(exercise).length;
  return (
    done > 0 && (
      <span className={styles.done}>
        {' '}
        ✓ {done} of {length} done
      </span>
    )
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
  onShow: (name: string) => void;
  onNeeded: () => void;
  /** Takes the element in which the panel of what is chosen is drawn. */
  onPanel: (element: HTMLElement | null) => void;
}) {
  const { shown, onShow, onNeeded, onPanel } = props;
  const { session } = useLab();
  const names = session.topology.servers.map(({ name }) => name);
  const tabs: Tab[] = [
    ...names.map((server) => ({
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
