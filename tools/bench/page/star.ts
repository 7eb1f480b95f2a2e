import type { LinkSpec, ServerSpec, Topology } from '../../../src/lab/topology/topology.ts';

const at = { x: 0, y: 0 };

const server = (name: string, role: ServerSpec['role'], leafnodes: string): ServerSpec => ({
  name,
  role,
  domain: name,
  config: `port: 4222
jetstream { domain: ${name}, store_dir: "/data" }
leafnodes { ${leafnodes} }`,
  at,
});

/** A hub and its leaves, each with JetStream in a domain of its own: so many servers in all. */
export function star(servers: number): Topology {
  const leaves = Array.from({ length: servers - 1 }, (_, index) => `leaf-${index + 1}`);
  const remote = 'remotes: [{ url: "nats-leaf://hub:7422", compression: off }]';
  return {
    name: `star-of-${servers}`,
    size: { width: 0, height: 0 },
    servers: [
      server('hub', 'hub', 'port: 7422, compression: off'),
      ...leaves.map((name) => server(name, 'leaf', remote)),
    ],
    links: leaves.map((name): LinkSpec => ({
      name: `${name}-hub`,
      kind: 'leaf',
      from: name,
      to: 'hub',
    })),
  };
}
