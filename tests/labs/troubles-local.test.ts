import { troubles } from '../../labs/troubles/index.ts';
import { localHost } from '../hosts/kinds.ts';
import { solved } from './solved.ts';

for (const trouble of troubles) solved(localHost, trouble, 'troubleshooting');
