import { troubles } from '../../../labs/troubles/index.ts';
import { tabInNode } from '../hosts/host-kinds.ts';
import { solved } from './solved.ts';

solved(tabInNode, troubles, 'troubleshooting');
