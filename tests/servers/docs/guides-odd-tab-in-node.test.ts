import { tabInNode } from '../../support/host-kinds.ts';
import { executed, oddGuides } from './guides.ts';

executed(tabInNode, oddGuides);
