import type { Group } from './figures.ts';
import type { NativeLab } from './native.ts';
import { publishesPerSecond } from './page/traffic.ts';
import { measureRate, rateNote } from './rates.ts';

/** How many JetStream publishes are acknowledged, one after the other. */
export const publish: Group = {
  name: 'publish',
  note: `128 bytes each into a file-backed stream of the leaf, awaiting each acknowledgement; ${rateNote}`,
  measure: (say) =>
    measureRate('publish', { tab: (bench) => bench.publishesPerSecond(), native }, say),
};

function native({ withClient }: NativeLab): Promise<number> {
  return withClient('leaf', (leaf) => publishesPerSecond(leaf));
}
