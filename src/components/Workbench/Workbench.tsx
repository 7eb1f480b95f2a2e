import clsx from 'clsx';
import { useId, useState, type ReactNode } from 'react';
import Config from '../Config/Config.tsx';
import Console from '../Console/Console.tsx';
import { useLab } from '../Lab/context.ts';
import { useStepsLeft } from '../shared/useDone.ts';
import Rates from '../Rates/Rates.tsx';
import Streams from '../Streams/Streams.tsx';
import Tabs, { type Tab } from '../Tabs/Tabs.tsx';
import LiveMap from '../LiveMap/LiveMap.tsx';
import Wire from '../Wire/Wire.tsx';
import styles from './Workbench.module.css';

/**
 * A lab's steps, and beside them its bench, which stays in view: the map, and what the reader works
 * with. On a narrow screen the bench is a panel that opens from the bottom.
 */
export default function Workbench({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={styles.workbench}>
      <div className={styles.steps}>{children}</div>
      <aside aria-label="Bench" className={clsx(styles.bench, open && styles.open)}>
        <button
          type="button"
          className={styles.handle}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Back to the steps' : 'Map, consoles, configuration'}
          <DoneSoFar />
        </button>
        <div id={id} className={styles.content}>
          <LiveMap />
          <Instruments onNeeded={() => setOpen(true)} />
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

/** The reader's tools, each in a tab of its own. */
function Instruments({ onNeeded }: { onNeeded: () => void }) {
  const { session } = useLab();
  const names = session.topology.servers.map(({ name }) => name);
  const consoleOf = (server: string) => `${server}$`;
  const [shown, setShown] = useState(consoleOf(names[0]!));
  const tabs: Tab[] = [
    ...names.map((server) => ({
      name: consoleOf(server),
      content: (
        <Console
          server={server}
          onTyped={() => {
            setShown(consoleOf(server));
            onNeeded();
          }}
          // The steps tell of it as well, so the bench does not cover them.
          onShown={() => setShown(consoleOf(server))}
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
  return <Tabs label="Instruments" tabs={tabs} shown={shown} onShow={setShown} />;
}
