import type { OpenHost } from '../../lab/network/host.ts';
import type { MessageLine } from '../../lab/network/message-line.ts';
import { part } from '../../loading/part.ts';

const loadShown = part(() => import('../../hosts/line/open-shown.ts'));
const loadLine = part(() => import('../../hosts/line/open-line.ts'));

/** How a viewer stands to a bench. */
interface Told {
  onGrant: (grant: 'see' | 'take') => void;
  /** So many frames and log lines were left out. */
  onMissed: (count: number) => void;
}

/**
 * Loads what joins a lab that another page lends.
 * @param line opens a line to that page, at each start
 */
export const joinLent =
  (line: () => MessageLine, told: Told): (() => Promise<OpenHost>) =>
  async () => {
    const { lineHost } = await loadLine();
    return lineHost(line(), told);
  };

/**
 * Loads what joins a lab that another page shows to all.
 * @param line opens what takes it, at each start; what is sent on that asks for all that there is
 */
export const joinShown =
  (line: () => MessageLine, told: Pick<Told, 'onMissed'>): (() => Promise<OpenHost>) =>
  async () => {
    const { shownHost } = await loadShown();
    return shownHost(line(), told);
  };
