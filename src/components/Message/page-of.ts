import entries from '@generated/leafwise-messages/default/entries.json';
import type { MessageEntry } from '../../site-data/message-entry.ts';
import { pageFinder } from './page-finder.ts';

/** Finds the page of the message that a line has in it, among those of this site. */
export const pageOf = pageFinder(entries as MessageEntry[]);
