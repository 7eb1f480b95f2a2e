import { localHost } from '../../support/host-kinds.ts';
import { executed, oddGuides } from './guides.ts';

executed(localHost, oddGuides);
