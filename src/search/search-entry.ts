/** A part of a page, as the search knows it. */
export interface SearchEntry {
  /** Its address on this site. */
  url: string;
  /** The title of its page. */
  page: string;
  /** The part of the site that the page is in, such as Guides; empty if none. */
  part: string;
  /** Its own heading; the page's title for the beginning of a page. */
  heading: string;
  text: string;
  /** Words by which readers ask for the page that are not on it; only at the beginning of a page. */
  asked?: string | undefined;
}

/** The file of the entries, in the built site. */
export const entriesFile = 'search.json';
