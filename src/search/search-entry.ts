/** A page, as the search knows it. */
export interface SearchEntry {
  /** Its address on this site. */
  url: string;
  title: string;
  /** The part of the site that it is in, such as Guides; empty if none. */
  part: string;
  /** Its name in the sidebar, if that is another. */
  label?: string | undefined;
  description: string;
  /** What readers call the page who do not know its title, each in a few words. */
  asked?: string[] | undefined;
  /** The format strings of the server's source, if the page is about a message of the server. */
  says?: string[] | undefined;
  /** Its parts; the first is its beginning, under the title. */
  sections: SearchSection[];
}

/** A part of a page that begins with a heading. */
export interface SearchSection {
  /** The id of the part in the page's address; absent for the beginning of the page. */
  id?: string | undefined;
  heading: string;
  text: string;
}

/** The file of the entries, in the built site. */
export const entriesFile = 'search.json';
