import { localHost } from '../../support/host-kinds.ts';
import { evenGuides, executed } from './guides.ts';
import { pagesIn } from './page.ts';

executed(localHost, [...evenGuides, ...pagesIn('reference')]);
