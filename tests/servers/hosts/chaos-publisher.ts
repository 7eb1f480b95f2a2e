import type { NatsConnection } from '../../../src/nats/connect.ts';

/** How long an acknowledgement may take before the message is sent again, in milliseconds. */
const patience = 500;

/** Publishes without a pause, each message until it is acknowledged, over whatever happens to its server. */
export class Publisher {
  /** The ids that were acknowledged, in that order. */
  readonly acknowledged: string[] = [];
  readonly #lanes: Promise<void>[];
  #sent = 0;
  #stopped = false;

  /** @param lanes how many messages are under way at a time */
  constructor(client: NatsConnection, subject: string, lanes: number) {
    this.#lanes = Array.from({ length: lanes }, () => this.#publish(client, subject));
  }

  /** Resolves when the last message that was begun is acknowledged. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#lanes);
  }

  async #publish(client: NatsConnection, subject: string): Promise<void> {
    const jetstream = client.jetstream({ timeout: patience });
    while (!this.#stopped) {
      const msgID = `${subject} ${this.#sent++}`;
      const attempt = () =>
        jetstream.publish(subject, msgID, { msgID }).then(
          () => true,
          () => false,
        );
      while (!(await attempt())) {
        if (client.isClosed()) return;
        // A server that is starting answers at once that it has no such stream: ask it less often.
        // eslint-disable-next-line no-restricted-syntax
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      this.acknowledged.push(msgID);
    }
  }
}
