import copy from '../../docs/labs/_move-a-lattice/copy.ts';
import release from '../../docs/labs/_move-a-lattice/release.ts';
import { listed, verdict, type Check } from '../../src/lab/checks/check.ts';
import { crossed } from '../../src/lab/checks/crossed.ts';
import { insist } from '../../src/lab/checks/eventually.ts';
import { linkUp } from '../../src/lab/checks/links.ts';
import { messagesAt } from '../../src/lab/checks/stored.ts';
import { told } from '../../src/lab/checks/streams.ts';
import {
  startingWith,
  type Exercise,
  type ExerciseTools,
} from '../../src/lab/exercise/exercise.ts';
import type { Topology } from '../../src/lab/topology/topology.ts';
import { subjectsOf } from '../../src/lab/monitoring/browse.ts';
import { streamAt, streamsAt } from '../../src/lab/monitoring/jsz.ts';
import wasmcloudLattice from '../../topologies/wasmcloud-lattice/topology.ts';
import washed from './host-1.conf';

const link = { name: 'host-1-hub', from: 'host-1', to: 'hub' };
const buckets = ['KV_LATTICEDATA_default', 'KV_CONFIGDATA_default'];
/** The number of entries that the start state puts into each bucket. */
const entries = 2;

const started = startingWith(wasmcloudLattice, { 'host-1': washed });
const topology: Topology = {
  ...started,
  servers: started.servers.map((server) =>
    server.name === 'host-1' ? { ...server, domain: 'core' } : server,
  ),
};

/** A bucket at the hub has what the lattice keeps of both its components. One that was made by hand is empty. */
const hasEntries =
  (stream: string): Check =>
  async ({ host, connect }) => {
    const found = await streamAt(host, 'hub', stream);
    const keys = found ? Object.keys(await subjectsOf(await connect('hub'), stream, '>')) : [];
    const names = keys.map((key) => key.replace(/^\$KV\.[^.]+\./, ''));
    return verdict(
      ['shop', 'stock'].every((id) => names.some((name) => name.includes(id))),
      `${stream} at the hub, with entries of shop and stock`,
      found ? `${told(found, stream)}; keys: ${listed(names)}` : `no stream ${stream} at the hub`,
    );
  };

/** The tools of the page's code. */
type PageTools = Parameters<typeof copy>[0];

/**
 * Gives the page's own code the tools that it has there. The clients of a lab are those of nats.ws, in
 * a page and in a test. This lab is about such code, so it uses more of them than LabClient declares.
 */
const pageTools = ({ connect, host }: ExerciseTools): PageTools => ({
  connect: connect as PageTools['connect'],
  monitor: host.monitor,
});

/** Move what a lattice keeps from a leaf's JetStream to the hub's, and have its hosts use it there. */
const exercise: Exercise = {
  name: 'move-a-lattice',
  topology,
  begin: async (tools) => {
    const { connect } = pageTools(tools);
    // The stand-in for a host makes its buckets where it finds a JetStream, as a host does.
    const { startDemoHost } = await import('../../src/lattice/demo-host.ts');
    const host = await startDemoHost(await connect('host-1'), {
      name: 'demo at host-1',
      lattice: 'default',
      components: ['shop', 'stock'].map((id) => ({ id, image: `ghcr.io/example/${id}:1.0.0` })),
    });
    await host.stop();
    const client = await connect('host-1');
    const config = await client.jetstream().views.kv('CONFIGDATA_default');
    await config.put('shop', '{"currency":"EUR"}');
    await config.put('stock', '{"warehouse":"north"}');
  },
  steps: [
    {
      id: 'copy',
      title: 'Copy both buckets into the hub’s domain',
      checks: buckets.map((stream) => ({
        says: `${stream} is at the hub, with the entries of shop and stock`,
        check: hasEntries(stream),
      })),
      solve: async (tools) => {
        // A leaf that has just joined may not be known yet.
        await insist(() => copy(pageTools(tools)));
      },
    },
    {
      id: 'release',
      title: 'Let the copies stand alone, and take JetStream off the leaf',
      checks: [
        {
          says: 'The hub’s buckets are there, and take from no other stream',
          check: async ({ host }) => {
            const streams = await streamsAt(host, 'hub');
            const sourcesOf = (bucket: string) => {
              const stream = streams.find(({ name }) => name === bucket);
              return stream && (stream.config?.sources?.length ?? 0);
            };
            const told = buckets.map((name) => `${name}: ${sourcesOf(name) ?? 'not there'}`);
            return verdict(
              buckets.every((name) => sourcesOf(name) === 0),
              'both buckets, without sources',
              `sources of ${told.join(', ')}`,
            );
          },
        },
        {
          says: 'host-1 runs without JetStream',
          check: async ({ host }) => {
            const { jetstream } = await host.monitor('host-1', 'varz');
            return verdict(!jetstream?.config, 'no JetStream at host-1', 'JetStream at host-1');
          },
        },
        {
          says: 'It is still a leaf of the hub',
          check: linkUp(link),
        },
      ],
      solve: async (tools) => {
        await release(pageTools(tools));
        const without = wasmcloudLattice.servers.find(({ name }) => name === 'host-1')!.config;
        await tools.restart('host-1', without);
      },
    },
    {
      id: 'use',
      title: 'Use the lattice from the leaf',
      checks: [
        {
          says: 'A configuration was put from host-1 into the hub’s domain',
          check: crossed({
            link: link.name,
            subject: '$JS.wasmcloud.API.$KV.CONFIGDATA_default.till',
            from: 'host-1',
          }),
        },
        {
          says: 'The hub stores it',
          check: messagesAt({ server: 'hub', stream: 'KV_CONFIGDATA_default' }, entries + 1),
        },
      ],
      solve: async ({ run }) => {
        await run(
          'host-1',
          `nats kv put CONFIGDATA_default till '{"printer":"on"}' --js-domain wasmcloud`,
        );
      },
    },
  ],
};

export default exercise;
