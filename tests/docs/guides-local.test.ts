import { localHost } from '../hosts/kinds.ts';
import { executed } from './guides.ts';

executed(localHost, 'guides');
executed(localHost, 'reference');
