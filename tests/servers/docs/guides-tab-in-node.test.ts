import { tabInNode } from '../../support/host-kinds.ts';
import { executed } from './guides.ts';

executed(tabInNode, 'guides');
executed(tabInNode, 'reference');
