/** A message as a client of a lab receives it. */
export interface LabMessage {
  data: Uint8Array;
  /** Answers a request; false if the message has no reply subject. */
  respond: (payload?: string | Uint8Array) => boolean;
}

/** As much of a NATS client as the core and the labs use. A connection of nats.ws is one. */
export interface LabClient {
  publish: (subject: string, payload?: string | Uint8Array, options?: { reply?: string }) => void;
  request: (
    subject: string,
    payload?: string | Uint8Array,
    options?: { timeout: number },
  ) => Promise<Pick<LabMessage, 'data'>>;
  subscribe: (
    subject: string,
    options: { queue?: string; callback: (error: Error | null, message: LabMessage) => void },
  ) => { unsubscribe: () => void };
  /** Resolves when the server has taken all that was sent before. */
  flush: () => Promise<void>;
}

/** A client that asks, and does no more. */
export type Requester = Pick<LabClient, 'request'>;
