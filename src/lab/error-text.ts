/**
 * An error's own words; a rejection that is no Error stands for itself. nats.ws takes the words of its errors from events
 * of a WebSocket, which have none: such an error is told by its name.
 */
export const errorText = (error: unknown): string =>
  error instanceof Error ? error.message || error.name : String(error);
