import { tabInNode } from '../hosts/host-kinds.ts';
import { executed } from './guides.ts';

executed(tabInNode, 'guides');
executed(tabInNode, 'reference');
