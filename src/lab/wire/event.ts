/** The protocol operations that a frame can carry. `garbage` stands for bytes that could not be read. */
export type Op =
  | 'INFO'
  | 'CONNECT'
  | 'PING'
  | 'PONG'
  | '+OK'
  | '-ERR'
  | 'LS+'
  | 'LS-'
  | 'LMSG'
  | 'HMSG'
  | 'RS+'
  | 'RS-'
  | 'A+'
  | 'A-'
  | 'RMSG'
  | 'PUB'
  | 'HPUB'
  | 'SUB'
  | 'UNSUB'
  | 'MSG'
  | 'garbage';

/** One operation as it stood on a connection. Plain data: it survives a structured clone. */
export interface Frame {
  op: Op;
  /**
   * The control line without its line end. In INFO and CONNECT the values of secrets are replaced
   * by `[hidden]`. Empty in a `garbage` frame whose control line is unknown.
   */
  line: string;
  /** Bytes that the whole frame took on the wire, line ends included. */
  wireSize: number;
  /** Bytes of the header block; 0 without one. */
  headerSize: number;
  /** Bytes of the payload, without the header block. `payload` may hold fewer. */
  payloadSize: number;
  subject?: string;
  /** The reply subject. A delivery of JetStream that crosses a link carries `<ack>@<subject>`. */
  reply?: string;
  /** The queue group of an interest. */
  queue?: string;
  /** Queue groups of which one member each is to get this message (the `+` and `|` forms). */
  queues?: string[];
  /** How many members the queue group of an interest has. */
  weight?: number;
  /** The subscription id, on client connections. */
  sid?: string;
  /** The account, on routes. */
  account?: string;
  /** On routes: the cluster of the leaf node it comes from (`_`: a leaf node without one). */
  origin?: string;
  /** The header block, at most its first 4096 bytes. */
  headers?: Uint8Array;
  /** The first bytes of the payload; of every message, even an empty one. */
  payload?: Uint8Array;
  /** Why a `garbage` frame is one. */
  reason?: string;
}

/** A frame that crossed a link, or waits to. */
export interface WireEvent extends Frame {
  /** Counts up from the start of the lab, over all links. */
  seq: number;
  /** Milliseconds since the Unix epoch. */
  at: number;
  /** The name of the link. */
  link: string;
  /** The server whose bytes these are. */
  from: string;
  /** The server they go to. */
  to: string;
  /** It waits at a silent cut. It crosses, as an event of its own, once the link is healed. */
  held?: true;
}

/** The header block of a message. */
export interface Headers {
  /** The rest of the first line after `NATS/1.0`, such as `100 Idle Heartbeat`. */
  status?: string;
  /** In their order on the wire; a name may come twice. */
  values: [name: string, value: string][];
}

const headerVersion = 'NATS/1.0';
const utf8 = new TextDecoder();

/** Reads the header block of a message. A block that was too long to keep lacks its last lines. */
export function headersOf({ headers, headerSize }: Pick<Frame, 'headers' | 'headerSize'>): Headers {
  const values: Headers['values'] = [];
  if (!headers) return { values };
  const lines = utf8.decode(headers).split('\r\n');
  if (headers.length < headerSize) lines.pop();
  const first = lines.shift() ?? '';
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) values.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  const status = first.startsWith(headerVersion) ? first.slice(headerVersion.length).trim() : '';
  return status ? { status, values } : { values };
}
