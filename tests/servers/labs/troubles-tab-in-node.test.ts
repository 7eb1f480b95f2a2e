import { troubles } from '../../../labs/troubles/index.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { solved } from './solved.ts';

solved(tabInNode, troubles, 'troubleshooting');
