import type { ByteStream } from './bytes.ts';
import type { ClientEndpoint } from './host.ts';

/**
 * Makes somewhere for one client to attach to, in the process that runs the servers.
 * @param dial as for `serveClient`
 */
export function clientEndpoint(dial: () => Promise<ByteStream>): ClientEndpoint {
  const { port1, port2 } = new MessageChannel();
  void serveClient(port2, dial);
  return { type: 'port', port: port1 };
}

/**
 * Serves one client connection over a message port: bytes both ways as ArrayBuffers, null for its end.
 * @param dial connects to the server; if it fails, the client sees its connection close
 */
export async function serveClient(
  port: MessagePort,
  dial: () => Promise<ByteStream>,
): Promise<void> {
  const end = () => {
    port.postMessage(null);
    port.close();
  };
  let stream: ByteStream;
  try {
    stream = await dial();
  } catch {
    end();
    return;
  }

  let written = Promise.resolve();
  port.onmessage = ({ data }: MessageEvent<ArrayBuffer | null>) => {
    if (!data) return stream.close();
    written = written.then(() => stream.write(new Uint8Array(data))).catch(() => stream.close());
  };

  for (;;) {
    const chunk = await stream.read().catch(() => null);
    if (!chunk) break;
    const { buffer } = chunk as Uint8Array<ArrayBuffer>;
    port.postMessage(buffer, [buffer]);
  }
  stream.close();
  end();
}
