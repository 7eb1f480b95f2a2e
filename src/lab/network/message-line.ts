/**
 * Carries messages of at most 128 KiB to one other program and back, in their order, for as long as both are connected.
 * A message may be lost with a connection: `wholeLine` notices.
 */
export interface MessageLine {
  send(packet: Uint8Array): void;
  /** Sets who takes the messages that come. */
  receive(take: (packet: Uint8Array) => void): void;
  /** Takes no more messages. */
  close(): void;
}
