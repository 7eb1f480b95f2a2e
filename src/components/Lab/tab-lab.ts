import { createLabKit, type LabSource } from '../../lab-kit/lab-kit.ts';
import type { PageLab } from './context.ts';
import { loadTab } from './load-tab.ts';
import { pageLab } from './page-lab.ts';

/** Makes a lab that runs in this tab, whatever host the reader has chosen for the labs of the site. */
export const tabLab = (source: LabSource, name: string): PageLab =>
  pageLab(
    createLabKit(source, async () => (await loadTab()).openTabHost),
    name,
    () => ({ type: 'tab' }),
  );
