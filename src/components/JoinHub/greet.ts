import { leafnodeUrl } from '../../lab/conf/leafnode-url.ts';

/** The greeting (INFO) of a hub to a leaf node that connects. */
export interface Greeting {
  name: string;
  version: string;
  domain?: string;
  /** Whether it wants a login. */
  login: boolean;
}

/** How long a hub may take to greet, in milliseconds. */
const patience = 8000;

/**
 * Connects to a hub's WebSocket listener as a leaf would, and answers what it says first.
 * Rejects with what to do: a browser does not tell a page why it could not connect.
 * @param page the address of the page, which may be one that cannot dial `ws://`
 */
export async function greet(hub: string, page: string): Promise<Greeting> {
  const url = leafnodeUrl(hub);
  if (isMixed(page, url)) {
    throw new Error(
      'A page on https:// may dial wss:// only, or ws:// on this very machine. Give the hub’s websocket block a tls block and use wss://, or open this site on http://localhost.',
    );
  }
  const info = await firstWords(url);
  return {
    name: info.server_name ?? 'a server without a name',
    version: info.version ?? 'unknown',
    ...(info.domain && { domain: info.domain }),
    login: info.auth_required === true,
  };
}

/** Whether a browser would not let a page dial that URL. */
export function isMixed(page: string, url: string): boolean {
  const { protocol, hostname } = new URL(url);
  const here =
    /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname) || hostname.endsWith('.localhost');
  return page.startsWith('https:') && protocol === 'ws:' && !here;
}

/** The parts of an INFO that are read here. */
interface Info {
  server_name?: string;
  version?: string;
  domain?: string;
  auth_required?: boolean;
}

function firstWords(url: string): Promise<Info> {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  return new Promise<Info>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${url} accepted the connection, and sent no data.`)),
      patience,
    );
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => {
      const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
      const info = /^INFO (\{.*\})/.exec(text)?.[1];
      clearTimeout(late);
      if (info) resolve(JSON.parse(info) as Info);
      else reject(new Error(`The server at ${url} is no nats-server.`));
    };
    socket.onclose = () => {
      clearTimeout(late);
      reject(new Error(unreachable(url)));
    };
  }).finally(() => socket.close());
}

const unreachable = (url: string) =>
  `No leaf node listener answers at ${url}. Does the hub run, and is this the port of its websocket block? ` +
  'Does it have a leafnodes block too? Without one it refuses leaf nodes. ' +
  (url.startsWith('wss:')
    ? 'Does this browser trust its certificate? '
    : 'Does that port speak TLS? Then it is wss://. ') +
  'If its websocket block names allowed_origins, is this page among them?';
