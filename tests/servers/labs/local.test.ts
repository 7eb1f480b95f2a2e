import { localHost } from '../../support/host-kinds.ts';
import { labs } from '../../../labs/index.ts';
import { solved } from './solved.ts';

solved(localHost, labs);
