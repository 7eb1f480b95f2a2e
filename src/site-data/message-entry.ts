/** How loud a message is, from what stops a server to what only debugging shows. */
export type Level =
  | 'config error'
  | 'error'
  | 'sent to the other side'
  | 'answered by JetStream'
  | 'warn'
  | 'info'
  | 'debug';

/** A page about one message of the server, as the index of messages lists it. */
export interface MessageEntry {
  /** The address of the page, without the base URL. */
  path: string;
  title: string;
  description: string;
  level: Level;
  /** The format strings that the page is about. */
  messages: string[];
}
