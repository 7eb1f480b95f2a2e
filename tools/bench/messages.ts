import type { Group } from './figures.ts';
import type { NativeLab } from './native.ts';
import { messagesPerSecond } from './page/traffic.ts';
import { measureRate, rateNote } from './rates.ts';

/** How many messages cross the leaf link. */
export const messages: Group = {
  name: 'messages',
  note: `128 bytes each, published at the leaf and received at the hub; ${rateNote}`,
  measure: (say) =>
    measureRate('messages', { tab: (bench) => bench.messagesPerSecond(), native }, say),
};

function native({ withClient }: NativeLab): Promise<number> {
  return withClient('leaf', (leaf) => withClient('hub', (hub) => messagesPerSecond(leaf, hub)));
}
