import * as Radix from '@radix-ui/react-tabs';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import styles from './Tabs.module.css';

export interface Tab {
  /** Its name, which no other has. */
  name: string;
  /** What stands behind its name. */
  mark?: ReactNode;
  content: ReactNode;
  /** It goes on where it was when the reader comes back to it: it is hidden, not taken away. */
  kept?: boolean;
  /** It is there, hidden, before the reader comes to it. */
  early?: boolean;
}

/** A name as Radix needs it: it becomes part of an id, in which there must be no blank. */
const inId = (name: string) => encodeURIComponent(name);

/** Several things in one place, one of them shown. */
export default function Tabs(props: {
  /** The name of the group of tabs, for a screen reader. */
  label: string;
  tabs: Tab[];
  /** The name of the tab that is shown; the reader's choice alone, if none is given. */
  shown?: string;
  onShow?: (name: string) => void;
}) {
  const { label, tabs } = props;
  const [chosen, setChosen] = useState(tabs[0]!.name);
  const [seen, setSeen] = useState(new Set([chosen]));
  const shown = props.shown ?? chosen;
  const show = (name: string) => {
    setChosen(name);
    setSeen((was) => new Set([...was, name]));
    props.onShow?.(name);
  };
  const list = useRef<HTMLDivElement>(null);
  // The row is longer than a narrow screen, which shows the part with this tab.
  useEffect(() => {
    const row = list.current;
    const tab = row?.querySelector<HTMLElement>('[data-state=active]');
    if (!row || !tab) return;
    const [from, to] = [tab.offsetLeft - row.offsetLeft, row.clientWidth - tab.offsetWidth];
    if (from < row.scrollLeft || from > row.scrollLeft + to) row.scrollLeft = from - to / 2;
  }, [shown]);
  return (
    <Radix.Root
      value={inId(shown)}
      onValueChange={(value) => show(decodeURIComponent(value))}
      className={styles.tabs}
    >
      <Radix.List ref={list} aria-label={label} className={styles.list}>
        {tabs.map(({ name, mark }) => (
          <Radix.Trigger key={name} value={inId(name)} className={styles.tab}>
            {name}
            {mark}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ name, content, kept, early }) => (
        <Radix.Content
          key={name}
          value={inId(name)}
          className={styles.content}
          // Radix leaves whatever is kept in the page in view.
          hidden={name !== shown}
          {...((early || (kept && (seen.has(name) || name === shown))) && {
            forceMount: true as const,
          })}
        >
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
