/** A page about one trouble, as the list of troubles shows it: read from the page's head. */
export interface Trouble {
  /** The id of its page, such as `troubleshooting/stored-twice`. */
  id: string;
  title: string;
  /** The text that people see: a line of a log, an error, or what is wrong. */
  symptom: string;
  description: string;
  /** Numbers of nats-server, or `owner/repo#n`. */
  issues: readonly (number | string)[];
}
