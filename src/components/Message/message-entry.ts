import type { Level } from './levels.ts';

/** What the index of messages knows of the page of one. */
export interface MessageEntry {
  /** The address of the page, without the base URL. */
  path: string;
  title: string;
  description: string;
  level: Level;
  /** The format strings that the page is about. */
  messages: string[];
}
