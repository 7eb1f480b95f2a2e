import { openTabHost } from '../../../src/hosts/tab/tab-host.ts';
import { LabSession } from '../../../src/lab/session.ts';
import { connectTo, type NatsConnection } from '../../../src/nats/connect.ts';
import topology from '../../../topologies/two-domains/topology.ts';

const session = new LabSession(topology, async () => openTabHost);
let startedAt = 0;
globalThis.Worker = class extends Worker {
  constructor(...args: ConstructorParameters<typeof Worker>) {
    startedAt = performance.now();
    super(...args);
  }
};
const marks: [string, number][] = [];
session.snapshot.subscribe(() => {
  const s = session.snapshot.get();
  marks.push([s.state.type + ' ' + Object.values(s.servers).map(v=>v.type) + ' ' + Object.values(s.links).map(v=>v.type), performance.now() - startedAt]);
});
const clients = new Map<string, NatsConnection>();
async function client(server: string, url?: string) {
  return connectTo(() => url ? {type:'url', url} : session.openClient(server), 'bench');
}
const api = {
  async boot() {
    marks.length = 0;
    await session.start();
    if (session.snapshot.get().state.type !== 'running') throw new Error(JSON.stringify(session.snapshot.get().state));
    const hub = await client('hub');
    marks.push(['connected', performance.now() - startedAt]);
    let r; let tries = 0;
    for (;;) { try { r = await hub.request('$JS.leaf.API.INFO'); break; } catch (e: any) { if (e.code !== '503' || ++tries > 2000) { console.log(JSON.stringify(session.log.get().map(l=>l.server+l.text), null, 1)); throw e; } if (tries===1) marks.push(['503', performance.now()-startedAt]); } }
    const ms = performance.now() - startedAt;
    clients.set('hub', hub);
    return { ms, marks: marks.slice(), tries, wire: session.wire,  text: r.string().slice(0, 60) };
  },
  stop() { session.stop(); },
  async messages({ count = 20000, slice = 500, window = 4000, urls = undefined as any, size = 128 } = {}) {
    const hub = await client('hub', urls?.hub), leaf = await client('leaf', urls?.leaf);
    const payload = new Uint8Array(size).fill(120);
    let received = 0;
    let wake = () => {};
    const sub = hub.subscribe('bench.messages', { callback: () => { received++; wake(); } });
    await hub.flush();
    while (received === 0) { leaf.publish('bench.messages', payload); await leaf.flush(); await new Promise(r => setTimeout(r, 5)); }
    await new Promise(r => setTimeout(r, 50));
    const rates = [];
    for (let round = 0; round < 5; round++) {
      received = 0;
      const t = performance.now();
      let sent = 0;
      while (received < count) {
        while (sent < count && sent - received < window) { const n = Math.min(slice, count - sent); for (let i = 0; i < n; i++) leaf.publish('bench.messages', payload); sent += n; await Promise.resolve(); }
        await new Promise<void>(r => { wake = () => { if (received === count || sent < count && sent - received < window) r(); }; });
      }
      rates.push(Math.round(count / (performance.now() - t) * 1000));
    }
    sub.unsubscribe(); await hub.close(); await leaf.close();
    return rates;
  },
  async publishes({ count = 2000, urls = undefined as any } = {}) {
    const leaf = await client('leaf', urls?.leaf);
    const jsm = await leaf.jetstreamManager({ domain: 'leaf' });
    await jsm.streams.add({ name: 'BENCH', subjects: ['bench.publish'] });
    const js = leaf.jetstream();
    const payload = new Uint8Array(128).fill(120);
    const rates = [];
    for (let round = 0; round < 5; round++) {
      const t = performance.now();
      for (let i = 0; i < count; i++) await js.publish('bench.publish', payload);
      rates.push(Math.round(count / (performance.now() - t) * 1000));
    }
    await jsm.streams.delete('BENCH'); await leaf.close();
    return rates;
  },
};
(globalThis as any).bench = api;
