import type { LabSession } from '../../lab/session/session.ts';
import { Store } from '../../lab/session/store.ts';

/** The lab of this page that others see, what the page says of that, and what ends it. */
interface LentLab {
  session: LabSession;
  words: string;
  /** Whether somebody else may change it now. */
  taken: boolean;
  end: () => void;
}

/** Undefined while this page lends no lab. */
export const lentLab = new Store<LentLab | undefined>(undefined);
