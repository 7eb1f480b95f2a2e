/** What the page that keeps the site in a browser says of itself. */
export const offlinePage = {
  title: 'Keep for offline',
  description: 'Keep the pages of this site in your browser, with the nats-server of its labs.',
};
