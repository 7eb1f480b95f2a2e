import { useEffect, useState } from 'react';
import type { BenchState } from '../../bench/bench.ts';
import { networkOf, type BenchNetwork } from '../../bench/network.ts';
import { errorText } from '../../lab/error-text.ts';

/** The network of a bench that is only looked at; undefined while it is read, and words where there is none. */
export function useNetworkOf(state: BenchState): BenchNetwork | string | undefined {
  const [read, setRead] = useState<{ of: BenchState; network: BenchNetwork | string }>();
  useEffect(() => {
    let late = false;
    void networkOf(state)
      .catch(errorText)
      .then((network) => late || setRead({ of: state, network }));
    return () => {
      late = true;
    };
  }, [state]);
  return read?.of === state ? read.network : undefined;
}
