import { Store } from '../../lab/session/store.ts';
import type { LabKit } from '../../lab-kit/lab-kit.ts';
import { Consoles } from './consoles.ts';
import type { Bringing, DoneNow, PageLab } from './context.ts';

/** Makes of a lab one that stands on a page. */
export const pageLab = (kit: LabKit, name: string, runsOn: PageLab['runsOn']): PageLab => ({
  ...kit,
  name,
  runsOn,
  consoles: new Consoles(),
  shownLink: new Store<string | undefined>(undefined),
  bringing: new Store<Bringing | undefined>(undefined),
  doneNow: new Store<DoneNow>({ run: 0, steps: [] }),
});
