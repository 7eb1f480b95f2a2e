import { useRef, useState } from 'react';
import FramePanel from './FramePanel.tsx';
import FrameTable from './FrameTable.tsx';
import type { Lookup, Row } from './rows.ts';

interface BrowserProps {
  label: string;
  rows: readonly Row[];
  added: number;
  later?: number;
  follows?: boolean;
  onAway?: (away: boolean) => void;
  onNewest?: () => void;
  lookup: Lookup;
  /** Brings frames to the table that a filter or a pause keeps from it. */
  onReveal?: () => void;
}

/** Frames in a table, and one of them in full beneath it. */
export default function FrameBrowser({ lookup, onReveal, ...table }: BrowserProps) {
  const [active, setActive] = useState<number>();
  const [open, setOpen] = useState<Row>();
  const area = useRef<HTMLDivElement>(null);
  const choose = (row: Row) => {
    setActive(row.key);
    setOpen(row);
  };
  return (
    <>
      <FrameTable
        {...table}
        ref={area}
        active={active}
        onActive={setActive}
        open={open?.key}
        onOpen={choose}
      />
      {open && (
        <FramePanel
          row={open}
          lookup={lookup}
          isShown={(seq) => table.rows.some(({ key }) => key === seq)}
          onJump={(event) => {
            if (!table.rows.some(({ key }) => key === event.seq)) onReveal?.();
            choose({ type: 'frame', key: event.seq, at: event.at, event });
          }}
          onClose={() => {
            setOpen(undefined);
            area.current?.focus({ preventScroll: true });
          }}
        />
      )}
    </>
  );
}
