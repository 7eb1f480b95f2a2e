/** A page to which a trainer may bring a class. */
export interface ClassPage {
  /** Its path of the site, such as `/labs/join-a-leaf`. */
  page: string;
  title: string;
  /** Its name in lists of pages. */
  label: string;
  /** How long a lab takes. */
  minutes?: number;
  /** The ids of the steps of a lab, in order. */
  steps?: readonly string[];
}
