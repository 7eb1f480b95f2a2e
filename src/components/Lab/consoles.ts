/** A console of a page, as the rest of the page uses it. */
export interface PageConsole {
  /** Runs a line as if the reader had typed it. */
  type: (line: string) => void;
  /** Shows a line that runs elsewhere, and what it prints once it has ended; an error is shown as one. */
  show: (line: string, printed: Promise<string>) => void;
}

/** The consoles of a page, by the server that each is at. */
export class Consoles {
  readonly #open = new Map<string, PageConsole>();

  /** Has a console take the lines for its server. Answers the function that ends this. */
  add(server: string, console: PageConsole): () => void {
    this.#open.set(server, console);
    return () => {
      if (this.#open.get(server) === console) this.#open.delete(server);
    };
  }

  /** Types a line into the console at a server. Answers false if the page has none. */
  type(server: string, line: string): boolean {
    const console = this.#open.get(server);
    console?.type(line);
    return console !== undefined;
  }

  /** Shows a line in the console at a server, if the page has one. */
  show(server: string, line: string, printed: Promise<string>): void {
    this.#open.get(server)?.show(line, printed);
  }
}
