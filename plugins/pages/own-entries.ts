import { benchPage } from '../../src/site-data/bench-page.ts';
import { offlinePage } from '../../src/site-data/offline-page.ts';
import type { SearchEntry } from '../../src/search/search-entry.ts';

/** Pages that are no pages of the docs, as the search looks through them. */
export const ownEntries = (baseUrl: string): SearchEntry[] => [
  benchEntry(baseUrl),
  offlineEntry(baseUrl),
];

const benchEntry = (baseUrl: string): SearchEntry => ({
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

const offlineEntry = (baseUrl: string): SearchEntry => ({
  url: `${baseUrl}offline`,
  title: offlinePage.title,
  part: '',
  description: offlinePage.description,
  asked: ['offline', 'without a network', 'install as an app', 'download the site', 'on a train'],
  sections: [
    {
      heading: 'Keep this site for offline',
      text: 'Pages that you open are kept in this browser, and open again without a connection. All pages can be kept too, with the labs.',
    },
  ],
});
