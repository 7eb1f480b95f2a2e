/** The configurations that a page shows as one network, each a whole file. */
export interface Example {
  /** The name of the page: the last part of its address. */
  name: string;
  files: { path: string; text: string }[];
}
