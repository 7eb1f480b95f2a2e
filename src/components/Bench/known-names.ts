import type { BenchNetwork } from '../../bench/network.ts';
import type { Kind } from '../../lab/derive/server-conf.ts';
import type { KnownNames } from '../Config/editor/completion.ts';

/** The names of a network that the configuration of one of its files may want. */
export function namesFor(path: string, { derived, of }: BenchNetwork): KnownNames {
  const confs = [...derived.confs.values()];
  const own = confs.filter((conf) => conf.path === path || conf.includes.has(path));
  const urls = (kind: Kind, scheme: string) =>
    confs
      .filter((conf) => !own.includes(conf))
      .flatMap(({ name, listeners }) =>
        listeners
          .filter((listener) => listener.kind === kind && listener.port > 0)
          .map(({ port }) => `${scheme}://${name}:${port}`),
      );
  return {
    urls: {
      leaf: urls('leaf', 'nats-leaf'),
      route: urls('route', 'nats-route'),
      gateway: urls('gateway', 'nats'),
    },
    // An account is one of the server whose file this is.
    accounts: [...new Set((own.length > 0 ? own : confs).flatMap(({ accounts }) => accounts))],
    files: of.files.map((file) => file.path).filter((file) => file !== path),
  };
}
