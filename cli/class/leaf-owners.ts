/** As much of the event that a connection has come, or has gone, as is read. */
interface ConnectionEvent {
  server: { id: string };
  client: { id: number; kind?: string; jwt?: string };
}

/**
 * Whose leaf connections are, by the users that they have proved to be. A server calls itself as it likes, and the hub
 * ends the connection of a server whose name another one comes with.
 */
export class LeafOwners {
  readonly #seats = new Map<string, string>();

  /** Hears that a connection has come. */
  come(data: Uint8Array): void {
    const { server, client } = JSON.parse(new TextDecoder().decode(data)) as ConnectionEvent;
    if (client.kind !== 'Leafnode' || client.jwt === undefined) return;
    const claims = Buffer.from(client.jwt.split('.')[1]!, 'base64url').toString();
    this.#seats.set(`${server.id} ${client.id}`, (JSON.parse(claims) as { name: string }).name);
  }

  /** Hears that one has gone. */
  gone(data: Uint8Array): void {
    const { server, client } = JSON.parse(new TextDecoder().decode(data)) as ConnectionEvent;
    this.#seats.delete(`${server.id} ${client.id}`);
  }

  /** The seat as whose user a connection has come; undefined where that was before anyone listened. */
  of(server: string, id: number): string | undefined {
    return this.#seats.get(`${server} ${id}`);
  }
}
