import { tabInNode } from '../hosts/kinds.ts';
import { executed } from './guides.ts';

executed(tabInNode, 'guides');
executed(tabInNode, 'reference');
