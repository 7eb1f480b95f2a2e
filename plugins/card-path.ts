import { isMessage } from './docs.ts';

/** Where the card of a page is, in the built site. The pages of messages are many, and share that of their list. */
export const cardOf = (id: string): string =>
  `img/cards/${isMessage(id) ? 'troubleshooting/messages/index' : id}.png`;
