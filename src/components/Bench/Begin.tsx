import { emptyBench, hubAndLeaf } from '../../bench/begin.ts';
import type { BenchState } from '../../bench/bench.ts';
import { version } from '../../config-keys/version.ts';
import Press from '../Press/Press.tsx';

/** What a bench may begin with. */
export default function Begin({ onBegin }: { onBegin: (state: BenchState) => void }) {
  return (
    <Press
      name="Begin with a hub and a leaf"
      look="primary"
      onPress={() => onBegin({ ...emptyBench(version), ...hubAndLeaf })}
    />
  );
}
