import { localHost } from '../hosts/kinds.ts';
import { labs } from '../../labs/index.ts';
import { solved } from './solved.ts';

for (const lab of labs) solved(localHost, lab);
