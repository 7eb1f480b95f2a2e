import { benchPage } from '../../src/site-data/bench-page.ts';
import type { SearchEntry } from '../../src/search/search-entry.ts';

/** The page of a reader's own network, as the search looks through it: it is no page of the docs. */
export const benchEntry = (baseUrl: string): SearchEntry => ({
  url: `${baseUrl}bench`,
  title: benchPage.title,
  part: '',
  label: 'The bench',
  description: benchPage.description,
  asked: [
    'the bench, playground, sandbox',
    'your network',
    'run my own configuration',
    'try a configuration in the browser',
    'draw my network',
  ],
  sections: [
    {
      heading: 'Your own network',
      text: 'The bench reads the configurations of your nats-servers, draws the network, names each fault with its line, and runs the servers in this tab. A network can be sent as a link.',
    },
  ],
});
