/** What is said of the page of a reader's own network: by it itself, by its picture, and in the search. */
export const benchPage = {
  title: 'Your own network',
  description:
    'Give the configurations of your nats-servers: see the network that they describe, what is wrong with it and on which line, and run it in this tab.',
  /** Its picture in the built site, which others show beside a link to it. */
  card: 'img/cards/bench.png',
};
