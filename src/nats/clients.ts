import type { ClientEndpoint } from '../lab/network/host.ts';
import type { Login } from '../lab/topology/topology.ts';
import { connectTo, type NatsConnection } from './connect.ts';

/** The page's clients of a lab: one for each server, user and prefix of inboxes, connected when it is first asked for. */
export class Clients {
  readonly #open: (server: string) => ClientEndpoint;
  readonly #clients = new Map<string, Promise<NatsConnection>>();

  constructor(open: (server: string) => ClientEndpoint) {
    this.#open = open;
  }

  /**
   * Answers the client of that server. A client that could not connect, or that has closed, is
   * replaced.
   */
  to(server: string, login?: Login, inboxPrefix?: string): Promise<NatsConnection> {
    const key = JSON.stringify([server, login, inboxPrefix]);
    const known = this.#clients.get(key);
    if (known) return known;
    const client = connectTo(() => this.#open(server), `page-at-${server}`, login, inboxPrefix);
    this.#clients.set(key, client);
    const forget = () => {
      if (this.#clients.get(key) === client) this.#clients.delete(key);
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
