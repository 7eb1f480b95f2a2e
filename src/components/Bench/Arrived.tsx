import { useEffect, useEffectEvent, type ReactNode } from 'react';
import type { BenchState } from '../../bench/bench.ts';
import Opened, { NotOpened } from './Opened.tsx';
import { useArrival } from './useArrival.ts';

interface Props {
  /** Whether there is a bench already. It stays, and its servers run on, until another is opened. */
  besides: boolean;
  onOpen: (state: BenchState) => void;
  children: ReactNode;
}

/** Shows what the address brings before all else, and opens it when it is asked to. */
export default function Arrived({ besides, onOpen, children }: Props) {
  const { arrival, leave } = useArrival();
  // A network of the site, on a page that has no bench yet, is what the reader has just asked for.
  const atOnce = arrival.type === 'own' && !besides ? arrival.state : undefined;
  const open = useEffectEvent((state: BenchState) => {
    leave();
    onOpen(state);
  });
  useEffect(() => {
    if (atOnce) open(atOnce);
  }, [atOnce]);
  const isAway = arrival.type !== 'none';
  return (
    <>
      {(arrival.type === 'reading' || atOnce) && (
        <p role="status">Opening what this address holds…</p>
      )}
      {arrival.type === 'failed' && <NotOpened why={arrival.why} onGoOn={leave} />}
      {(arrival.type === 'own' || arrival.type === 'link') && !atOnce && (
        <Opened
          state={arrival.state}
          besides={besides}
          onOpen={() => {
            leave();
            onOpen(arrival.state);
          }}
          onNotNow={leave}
        />
      )}
      <div hidden={isAway}>{children}</div>
    </>
  );
}
