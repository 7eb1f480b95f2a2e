import { useEffect, useEffectEvent, type ReactNode } from 'react';
import type { BenchState } from '../../bench/bench.ts';
import Opened from './Opened.tsx';
import NotOpened from './NotOpened.tsx';
import type { Arrival } from './useArrival.ts';

interface Props {
  arrival: Arrival;
  /** Whether there is a bench already. It stays, and its servers run on, until another is opened. */
  besides: boolean;
  /** Opens it. What the address brings is left by that. */
  onOpen: (state: BenchState) => void;
  /** Goes on without it. */
  onLeave: () => void;
  children: ReactNode;
}

/** Shows what the address brings before all else, and opens it when it is asked to. */
export default function Arrived({ arrival, besides, onOpen, onLeave, children }: Props) {
  // A network of the site, on a page that has no bench yet, is what the reader has just asked for.
  const atOnce = arrival.type === 'own' && !besides ? arrival.state : undefined;
  const open = useEffectEvent(onOpen);
  useEffect(() => {
    if (atOnce) open(atOnce);
  }, [atOnce]);
  const isAway = arrival.type !== 'none';
  return (
    <>
      {(arrival.type === 'reading' || atOnce) && (
        <p role="status">Opening what this address holds…</p>
      )}
      {arrival.type === 'failed' && <NotOpened why={arrival.why} onGoOn={onLeave} />}
      {(arrival.type === 'own' || arrival.type === 'link') && !atOnce && (
        <Opened
          state={arrival.state}
          besides={besides}
          onOpen={() => onOpen(arrival.state)}
          onNotNow={onLeave}
        />
      )}
      <div hidden={isAway}>{children}</div>
    </>
  );
}
