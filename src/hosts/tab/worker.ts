import { createBirpc } from 'birpc';
import '../../../engine/dist/wasm_exec.js';
import { errorText } from '../../lab/error-text.ts';
import type { HostDisks } from '../../lab/network/disks.ts';
import { callsOf, type LabHostEvents } from '../../lab/network/host.ts';
import { Network } from '../../lab/network/network.ts';
import { serveClient } from '../../lab/network/client-port.ts';
import { runEngine } from './engine.ts';
import { createFs } from './fs.ts';
import { MemoryFs } from './memory-fs.ts';
import { holdLife } from './life.ts';
import { packWire } from './packed-wire.ts';
import type { ClientConnection, PageCalls, WorkerCalls } from './tab-protocol.ts';
import { recover, TabRuntime } from './tab-runtime.ts';

// The worker scope, typed as the part of the DOM's `Worker` that posts and listens.
const scope = self as unknown as Worker;

let network: Network | undefined;
let disks: HostDisks | undefined;

function booted<T>(part: T | undefined): T {
  if (!part) throw new Error('the server module has not been started');
  return part;
}
const running = () => booted(network);

const page = createBirpc<PageCalls, WorkerCalls>(
  {
    boot: async (topology, module, reading, life) => {
      await holdLife(life);
      const files = new MemoryFs();
      Object.assign(globalThis, {
        fs: createFs(files, (text) => console.info(text.trimEnd())),
        process: { pid: 1, ppid: 0, cwd: () => '/', umask: () => 0o022, getuid: () => 0 },
      });
      const engine = await runEngine(module, {
        log: (server, level, text) => network?.logged(server, level, text),
        ended: (server, reason) => network?.ended(server, reason),
        engineEnded: (end) => {
          const recovered = network ? recover(end, runtime, network) : Promise.reject(end);
          recovered.catch((error: unknown) => page.onEngineEnd(errorText(error)));
        },
      });
      const events: LabHostEvents = {
        onServer: (name, state) => void page.onServer(name, state),
        onLink: (name, state) => void page.onLink(name, state),
        onLog: (lines) => void page.onLog(lines),
        onWire: (wire) => void page.onWire(packWire(wire)),
      };
      const runtime = new TabRuntime(engine, files, topology.servers.length);
      disks = runtime;
      network = new Network(topology, runtime, events, reading);
    },
    ...callsOf(running),
    takeDisks: async (...question) => booted(disks).take(...question),
    putDisks: async (given) => booted(disks).put(given),
  },
  {
    post: (data) => scope.postMessage(data),
    on: (receive) =>
      scope.addEventListener('message', ({ data, ports }: MessageEvent) => {
        const [port] = ports;
        if (!port) return receive(data);
        const { connect } = data as ClientConnection;
        void serveClient(port, async () => running().dialClient(connect));
      }),
    eventNames: ['onServer', 'onLink', 'onLog', 'onWire', 'onEngineEnd'],
    timeout: -1,
  },
);
