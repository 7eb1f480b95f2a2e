import type { Place } from '../lab/derive/given.ts';

/** An error does not work or loses messages, a warning works until something happens, a note is a decision to know of. */
export type Severity = 'error' | 'warning' | 'note';

/** Something that a rule has found in a network. */
export interface Finding {
  /** The id of the rule. */
  rule: string;
  severity: Severity;
  /** The server that it is at. */
  server?: string;
  /** The link that it is about, by its name in the topology. */
  link?: string;
  /** The line of a file that it is about. */
  place?: Place;
  /** One or two sentences: what is so, and what comes of it. */
  words: string;
  /** What to write or to do. */
  remedy: string;
  /** The page of the site that shows it, such as `/troubleshooting/leaf-without-credentials`. */
  page?: string;
}
