import { troubles } from '../../../labs/troubles/index.ts';
import { localHost } from '../../support/host-kinds.ts';
import { solved } from './solved.ts';

solved(localHost, troubles, 'troubleshooting');
