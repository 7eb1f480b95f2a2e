/** Where the card of a page is, in the built site. */
export const cardOf = (id: string): string => `img/cards/${id}.png`;
