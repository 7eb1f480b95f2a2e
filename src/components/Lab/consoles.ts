/** Types a line into a console. */
type TypeLine = (line: string) => void;

/** The consoles of a page, by the server that each is at. */
export class Consoles {
  readonly #open = new Map<string, TypeLine>();

  /** Has a console take the lines for its server. Answers the function that ends this. */
  add(server: string, type: TypeLine): () => void {
    this.#open.set(server, type);
    return () => {
      if (this.#open.get(server) === type) this.#open.delete(server);
    };
  }

  /** Types a line into the console at a server. Answers false if the page has none. */
  type(server: string, line: string): boolean {
    const type = this.#open.get(server);
    type?.(line);
    return type !== undefined;
  }
}
