import type { ConfText } from '../conf/conf-text.ts';

/**
 * Programs whose files have the endings and some keys of configurations of nats-server, such as `http`, `listen` and
 * `port`; each with keys that nats-server does not have.
 */
const programs: readonly [name: string, keys: RegExp][] = [
  ['nginx', /^(events|worker_processes)$/],
  ['HAProxy', /^(defaults|frontend|default_backend)$/],
  ['Redis', /^(appendonly|daemonize|protected-mode|tcp-backlog|maxmemory)$/],
  ['Mosquitto', /^(listener|allow_anonymous|persistence_location|log_dest)$/],
  ['PostgreSQL', /^(listen_addresses|shared_buffers|max_wal_size)$/],
];

/** The program that a file is for, if its keys show that it is another than nats-server. */
export function otherProgram(conf: ConfText): string | undefined {
  const isTop = ({ path }: { path: readonly string[] }) => path.length === 1;
  // A port of nats-server is no block. Any key may be a variable of its own, which a value refers to.
  if (conf.blocks.some((block) => isTop(block) && block.path[0] === 'http')) return 'nginx';
  const referred = new Set(conf.scalars.flatMap(({ reference }) => reference?.setting ?? []));
  const keys = conf.keys
    .filter(isTop)
    .filter(({ name }) => ![...referred].some((setting) => setting.endsWith(`$${name}`)))
    .map(({ path }) => path[0]!);
  return programs.find(([, own]) => keys.some((key) => own.test(key)))?.[0];
}
