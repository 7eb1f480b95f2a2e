/** A permission that Chrome and its like want before a page reaches an address that is not public. */
interface Gate {
  name: string;
  /** The addresses that it is about. */
  place: string;
  /** What the browser's question says, and the name of the site setting. */
  question: string;
  setting: string;
}

const loopback: Gate = {
  name: 'loopback-network',
  place: 'programs on this machine',
  question: 'Access other apps and services on this device',
  setting: 'Apps on device',
};
const local: Gate = {
  name: 'local-network',
  place: 'devices on your local network',
  question: 'Access other devices on your local network',
  setting: 'Local network',
};

/** How long a connection may take before the reader is told why it may, in milliseconds. */
const patience = 500;

interface Waiting {
  /** Is told what the reader can do while the connection takes long: the browser may be asking them. */
  onWait?: ((words: string) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Opens a WebSocket from a page. Rejects with what to do: a browser does not tell a page why it could not connect, but
 * it does tell whether it wants a permission of the reader.
 * @param unreachable what to say where the browser had no objection
 */
export async function openWebSocket(
  url: string,
  unreachable: string,
  { onWait, signal }: Waiting = {},
): Promise<WebSocket> {
  const socket = create(url, unreachable);
  const opened = new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(unreachable));
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', fail, { once: true });
    socket.addEventListener('close', fail, { once: true });
    signal?.addEventListener('abort', () => socket.close(), { once: true });
  });
  const gate = gateOf(url);
  let waits = true;
  const late = setTimeout(() => {
    void stateOf(gate).then((state) => {
      if (waits) onWait?.(waitingWords(gate, state));
    });
  }, patience);
  try {
    await opened;
    return socket;
  } catch (error) {
    if (!signal?.aborted && (await stateOf(gate)) === 'denied') {
      throw new Error(deniedWords(gate, globalThis.isSecureContext), { cause: error });
    }
    throw error;
  } finally {
    waits = false;
    clearTimeout(late);
  }
}

function create(url: string, unreachable: string): WebSocket {
  try {
    return new WebSocket(url);
  } catch (error) {
    const mixed = (error as Error).name === 'SecurityError';
    throw new Error(mixed ? mixedWords : unreachable, { cause: error });
  }
}

/** The permission that may stand before an address. A name may lead anywhere: the browser asks once it knows. */
export function gateOf(url: string): Gate | undefined {
  const { hostname } = new URL(url);
  if (/^(localhost|127(\.\d+){3}|\[::1\])$|\.localhost$/.test(hostname)) return loopback;
  const numbers = /^[\d.]+$|^\[/.test(hostname);
  const own = /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.|^\[(f[cd]|fe[89ab])/;
  return !numbers || own.test(hostname) ? local : undefined;
}

/** Answers nothing where the browser knows of no such permission. */
export async function stateOf(gate: Gate | undefined): Promise<PermissionState | undefined> {
  if (!gate) return undefined;
  try {
    return (await navigator.permissions.query({ name: gate.name as PermissionName })).state;
  } catch {
    return undefined;
  }
}

/** What the reader can do while a connection takes long. */
export const waitingWords = (gate: Gate | undefined, state: PermissionState | undefined): string =>
  gate && state === 'prompt'
    ? `If the browser says that this site wants to “${gate.question}”, press Allow. The page waits for it.`
    : 'It has not answered yet.';

/** Why a browser has not let a page connect, and what to do. */
export const deniedWords = (gate: Gate | undefined, secure: boolean): string => {
  const { place, setting } = gate ?? local;
  return secure
    ? `This browser does not let this page connect to ${place}. Press the icon to the left of this page’s address, set “${setting}” to Allow (perhaps under Site settings), and try again.`
    : `This browser does not let a page that came over http:// connect to ${place}, and does not ask you. Open this site at an https:// address, or at http://localhost on your machine.`;
};

const mixedWords =
  'A page that came over https:// may not dial this ws:// address. It may dial wss://, ws:// on this very machine and, in Chrome and Edge, ws:// on the local network by an address such as 192.168.1.7 or hub.local. ' +
  'Give the hub’s websocket block a tls block and use wss://, or open this site on http://localhost.';
