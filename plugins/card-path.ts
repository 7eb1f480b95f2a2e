import { isMessage } from './docs.ts';

/**
 * Answers the path of a page's card in the built site. The pages of messages are many, and share the
 * card of their list.
 */
export const cardOf = (id: string): string =>
  `img/cards/${isMessage(id) ? 'troubleshooting/messages/index' : id}.png`;
