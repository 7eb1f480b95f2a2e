import type { ClientEndpoint } from '../lab/host.ts';
import { connectTo, type NatsConnection } from './connect.ts';

/** The page's clients of a lab: one for each server, connected when it is first asked for. */
export class Clients {
  readonly #open: (server: string) => ClientEndpoint;
  readonly #clients = new Map<string, Promise<NatsConnection>>();

  constructor(open: (server: string) => ClientEndpoint) {
    this.#open = open;
  }

  /** The client of that server. A client that could not connect, or that has closed, is made anew. */
  to(server: string): Promise<NatsConnection> {
    const known = this.#clients.get(server);
    if (known) return known;
    const client = connectTo(() => this.#open(server), `page-at-${server}`);
    this.#clients.set(server, client);
    const forget = () => {
      if (this.#clients.get(server) === client) this.#clients.delete(server);
    };
    client.then((connection) => connection.closed().then(forget), forget);
    return client;
  }

  /** Closes all of them. */
  close(): void {
    for (const client of this.#clients.values()) {
      client.then(
        (connection) => connection.close(),
        () => {},
      );
    }
    this.#clients.clear();
  }
}
