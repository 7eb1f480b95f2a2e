/** The title and description of a page, as another page may show them. */
export interface Head {
  title: string;
  description: string;
}
