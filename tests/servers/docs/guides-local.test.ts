import { localHost } from '../../support/host-kinds.ts';
import { executed } from './guides.ts';

executed(localHost, 'guides');
executed(localHost, 'reference');
