import { fromBytes } from '../channel/codec.ts';
import type { LabHost, SharedEvents } from '../../lab/network/host.ts';

/**
 * What a viewer may do in a bench of another page: `see` how it is, or `take` it over and change it as its owner does.
 */
export type Grant = 'see' | 'take';

/** A grant, and what goes with it. */
export interface Granted {
  grant: Grant;
  /** The credentials of the users of the lab's operator, by name, for those who may take it over. */
  creds: Readonly<Record<string, string>>;
}

/** The calls of a viewer to a bench in another page, over birpc. */
export interface LineCalls extends LabHost {
  /**
   * Joins the lab that runs. Its states, log and frames are told, then each change.
   * @param topology the name of the viewer's; rejects if another one runs
   */
  join(topology: string): Promise<{ granted: Granted; configs: Record<string, string> }>;
  /** Opens a client's connection to a server, as the pipe of that number. */
  dial(pipe: number, server: string): Promise<void>;
}

/** The events that a bench sends to a viewer, over birpc. */
export interface LineEvents extends SharedEvents {
  /** Tells of a change in what the viewer may do. */
  onGrant(granted: Granted): void;
  /** So many frames and log lines were left out: the connection was too slow for them. */
  onMissed(count: number): void;
}

export const lineEventNames: (keyof LineEvents)[] = [
  'onServer',
  'onConfig',
  'onLink',
  'onLog',
  'onWire',
  'onGrant',
  'onMissed',
];

/** Said where a viewer who may only see asks for a change. */
export const onlySeen =
  'You see this bench, and may not change it: its owner has not let you take over.';

/**
 * A message of a line: the number of a pipe, and bytes of it. Pipe 0 carries the calls. The others carry clients'
 * connections, each ended by a message without bytes.
 */
export const calls = 0;

export function pipeMessage(pipe: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(4 + bytes.length);
  new DataView(message.buffer).setUint32(0, pipe);
  message.set(bytes, 4);
  return message;
}

/** Reads a message of a line, its bytes in a buffer of their own. */
export function readPipe(message: Uint8Array<ArrayBuffer>): {
  pipe: number;
  bytes: Uint8Array<ArrayBuffer>;
} {
  if (message.length < 4) throw new Error('These bytes are no message.');
  return { pipe: new DataView(message.buffer).getUint32(0), bytes: message.slice(4) };
}

/** Reads a message of the calls. Bytes that are none are read as an answer to no call, which is ignored. */
export function fromLine(bytes: Uint8Array): object {
  try {
    return fromBytes(bytes);
  } catch {
    return {};
  }
}
