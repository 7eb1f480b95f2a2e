/** Words, such as those of a server, as a sentence: with a full stop, unless they end as one. */
export const sentence = (words: string): string =>
  /[.!?…]['"”]?$/.test(words) ? words : `${words}.`;
