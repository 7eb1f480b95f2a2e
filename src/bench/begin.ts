import type { BenchState } from './bench.ts';

/** A bench without files. */
export const emptyBench = (server: string): BenchState => ({
  name: 'My network',
  files: [],
  places: {},
  assigned: {},
  commands: [],
  cut: [],
  server,
});

const hub = `server_name: hub
port: 4222

jetstream {
  domain: hub
  store_dir: /data
}

leafnodes {
  port: 7422
}
`;

const leaf = `server_name: leaf
port: 4222

jetstream {
  domain: leaf
  store_dir: /data
}

leafnodes {
  remotes = [
    { url: "nats-leaf://hub:7422" }
  ]
}
`;

/** One server, to which others are added. */
export const singleServer: Pick<BenchState, 'name' | 'files'> = {
  name: 'A single server',
  files: [{ path: 'hub.conf', text: hub.replace(/\nleafnodes[^]*$/, '') }],
};

/** The least network to begin with. */
export const hubAndLeaf: Pick<BenchState, 'name' | 'files'> = {
  name: 'A hub and a leaf',
  files: [
    { path: 'hub.conf', text: hub },
    { path: 'leaf.conf', text: leaf },
  ],
};
