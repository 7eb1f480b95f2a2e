import { classDomain } from '../../src/class/subjects.ts';

/** What the servers of a hub trust, and where the class will be. None of it is secret. */
export interface PackedHub {
  name: string;
  /** The address of the site. */
  origin: string;
  operatorJwt: string;
  system: { id: string; jwt: string };
}

/** The servers of a packed hub, each by the name under which the others dial it. */
export const nodeNames = ['nats-1', 'nats-2', 'nats-3'] as const;

/** Where the servers of a packed hub listen. */
export const ports = { client: 4222, websocket: 8443, leaf: 7422, route: 6222, monitor: 8222 };

/** The configuration of a server of a packed hub. */
export function packedNode(node: string, { operatorJwt, system }: PackedHub): string {
  const routes = nodeNames.map((name) => `    nats-route://${name}:${ports.route}`);
  return `server_name: ${node}
listen: "127.0.0.1:${ports.client}"
http: "127.0.0.1:${ports.monitor}"

# The operator of this hub, its system account, and a folder for the accounts that a class makes.
operator: ${operatorJwt}
system_account: ${system.id}
resolver {
  type: full
  dir: "/data/accounts"
  # A class that is deleted leaves none of its accounts.
  allow_delete: true
  interval: "2m"
}
resolver_preload {
  ${system.id}: ${system.jwt}
}

jetstream {
  domain: ${classDomain}
  store_dir: "/data"
  max_file_store: 10GB
  max_memory_store: 1GB
}

websocket {
  listen: "0.0.0.0:${ports.websocket}"
  ${tls()}
}

leafnodes {
  listen: "0.0.0.0:${ports.leaf}"
  no_advertise: true
  ${tls()}
}

cluster {
  name: ${classDomain}
  listen: "0.0.0.0:${ports.route}"
  no_advertise: true
  # Only a server with a certificate of the same authority is taken in.
  ${tls('ca_file: "/tls/ca.pem", verify: true')}
  routes: [
${routes.join('\n')}
  ]
}
`;
}

const tls = (more?: string): string =>
  `tls { cert_file: "/tls/hub.pem", key_file: "/tls/hub-key.pem"${more === undefined ? '' : `, ${more}`} }`;
