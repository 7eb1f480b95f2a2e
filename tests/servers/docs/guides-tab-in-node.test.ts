import { tabInNode } from '../../support/host-kinds.ts';
import { evenGuides, executed } from './guides.ts';
import { pagesIn } from './page.ts';

executed(tabInNode, [...evenGuides, ...pagesIn('reference')]);
