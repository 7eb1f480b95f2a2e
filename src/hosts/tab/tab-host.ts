import { createBirpc } from 'birpc';
import type { HostConnection, OpenHost, Reading } from '../../lab/network/host.ts';
import { whyNotLoaded, whyWords } from '../../loading/why-not.ts';
import { nameLife, watchLife } from './life.ts';
import { MemoryShort } from './memory-short.ts';
import { fetchModule, fetchModuleAhead } from './module.ts';
import { unpackWire } from './packed-wire.ts';
import { tabUnsupported } from './supported.ts';
import { endRehearsal, haveServersRun, rehearse } from './rehearsal.ts';
import { openSpare, takeWorker } from './spare-worker.ts';
import type { ClientConnection, PageCalls, WorkerCalls } from './tab-protocol.ts';

/** Opens a host in a worker of this tab. It ends when `signal` aborts or `close` is called. */
export const openTabHost: OpenHost = (...opening) => tabHost({})(...opening);

/** As `openTabHost`, with its links read or not. */
export const tabHost =
  (reading: Reading): OpenHost =>
  (...opening) => {
    endRehearsal();
    return openTab(reading, ...opening);
  };

/**
 * Has ready what a start waits for: the module, a worker, and the compiled code of servers. What goes wrong, whoever starts
 * is told. Answers whether the module is here.
 */
export async function prepareTab(): Promise<boolean> {
  if (globalThis.origin === 'null' || tabUnsupported() || haveServersRun()) return false;
  openSpare();
  if (!(await fetchModuleAhead())) return false;
  if (await rehearse((...opening) => openTab({}, ...opening))) openSpare();
  return true;
}

/** A browser gives no worker to a page without an origin: that is one in a frame with `sandbox`. */
const noOrigin =
  'This page is in a sandbox that keeps it from its worker: the frame needs allow-same-origin beside allow-scripts';

async function openTab(
  reading: Reading,
  ...[topology, events, progress, signal]: Parameters<OpenHost>
): Promise<HostConnection> {
  if (globalThis.origin === 'null') throw new Error(noOrigin);
  const worker = takeWorker();
  let abandon: (reason: Error) => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    abandon = reject;
  });
  ended.catch(() => {}); // told through onEnd once the host is open

  const rpc = createBirpc<WorkerCalls, PageCalls>(
    {
      ...events,
      onWire: (runs) => events.onWire(unpackWire(runs)),
      onEngineEnd: end,
    },
    {
      post: (data: unknown) => worker.postMessage(data),
      on: (receive) => worker.addEventListener('message', ({ data }) => receive(data)),
      timeout: -1,
    },
  );

  const open = new AbortController();
  const life = nameLife();

  function close(): void {
    open.abort();
    worker.terminate();
    if (!rpc.$closed) rpc.$close(new Error('the lab was stopped'));
  }

  function end(reason: string): void {
    close();
    abandon(new Error(reason));
    events.onEnd(reason);
  }

  worker.addEventListener('error', (event) => {
    event.preventDefault();
    // Without words it is the worker's code that did not arrive.
    if (event.message) end(event.message);
    else void whyNotLoaded().then((why) => end(whyWords[why]));
  });
  signal.addEventListener('abort', close, { once: true });

  try {
    const module = await Promise.race([fetchModule(progress, open.signal), ended]);
    progress({ type: 'starting' });
    await Promise.race([rpc.boot(topology, module, reading, life), ended]);
    watchLife(life, open.signal, () =>
      end(
        new MemoryShort(
          'The browser has ended their worker, as it does where memory is short.',
          'servers',
        ).message,
      ),
    );
  } catch (error) {
    close();
    throw error;
  }

  const connection: HostConnection = {
    host: rpc,
    openClient: (server) => {
      const { port1, port2 } = new MessageChannel();
      worker.postMessage({ connect: server } satisfies ClientConnection, [port2]);
      return { type: 'port', port: port1 };
    },
    disks: {
      take: (...question) => rpc.takeDisks(...question),
      put: (disks) => rpc.putDisks(disks),
    },
    close,
  };
  return connection;
}
