import { leafnodeUrl } from '../../lab/conf/leafnode-url.ts';
import { openWebSocket } from '../../lab/network/open-web-socket.ts';

/** The greeting (INFO) of a hub to a leaf node that connects. */
export interface Greeting {
  name: string;
  version: string;
}

/** How long a hub that has taken the connection may take to greet, in milliseconds. */
const patience = 8000;
/** The longest name that is shown. The hub may be anybody's. */
const longest = 100;

/**
 * Connects to a hub's WebSocket listener as a leaf would, and answers what it says first. Rejects with what to do.
 * @param onWait is told what the reader can do while the connection takes long
 */
export async function greet(
  hub: string,
  onWait: (words: string) => void,
  signal: AbortSignal,
): Promise<Greeting> {
  const url = leafnodeUrl(hub);
  const socket = await openWebSocket(url, unreachable(url), { onWait, signal });
  try {
    const greeting = greetingOf(await firstWords(socket, url));
    if (greeting) return greeting;
    throw new Error(`The server at ${url} is no nats-server.`);
  } finally {
    socket.close();
  }
}

/** Reads the first line of a server; undefined if it is not one of NATS. */
export function greetingOf(line: string): Greeting | undefined {
  const json = /^INFO (\{.*\})/.exec(line)?.[1];
  if (!json) return undefined;
  try {
    const info = JSON.parse(json) as Record<string, unknown>;
    return {
      name: shown(info.server_name, 'a server without a name'),
      version: shown(info.version, 'unknown'),
    };
  } catch {
    return undefined;
  }
}

const shown = (value: unknown, otherwise: string): string => {
  if (typeof value !== 'string' || !value) return otherwise;
  return value.length > longest ? `${value.slice(0, longest)}…` : value;
};

function firstWords(socket: WebSocket, url: string): Promise<string> {
  socket.binaryType = 'arraybuffer';
  return new Promise<string>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${url} accepted the connection, and sent no data.`)),
      patience,
    );
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => {
      clearTimeout(late);
      resolve(typeof data === 'string' ? data : new TextDecoder().decode(data));
    };
    socket.onclose = () => {
      clearTimeout(late);
      reject(new Error(unreachable(url)));
    };
  });
}

const unreachable = (url: string) =>
  `No leaf node listener answers at ${url}. Does the hub run, and is this the port of its websocket block? ` +
  'Does it have a leafnodes block too? Without one it refuses leaf nodes. ' +
  (url.startsWith('wss:')
    ? 'Does this browser trust its certificate? '
    : 'Does that port speak TLS? Then it is wss://. ') +
  'If its websocket block names allowed_origins, is this page among them?';
