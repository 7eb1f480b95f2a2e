import { listed } from '../../doctor/words.ts';

/** How many links are named. */
const most = 3;

/** Says which links are not connected; undefined if all are. */
export function downWords(links: readonly string[]): string | undefined {
  if (links.length === 0) return undefined;
  if (links.length > most) return `${links.length} links are not connected.`;
  return `${listed(links)} ${links.length === 1 ? 'is' : 'are'} not connected.`;
}
