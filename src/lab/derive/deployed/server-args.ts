import { quoted } from '../../conf/quoted.ts';

/** What the command line of a nats-server says: its configuration, and what goes before it. */
export interface ServerArgs {
  config?: string;
  /** Settings that the command line makes, as in a configuration: by the block that they are in, or at the top. */
  settings: Setting[];
  /** JetStream is asked for; a block of the configuration says more. */
  jetstream: boolean;
}

export interface Setting {
  block?: 'cluster' | 'authorization';
  key: string;
  value: string;
}

const plain = (value: string): string => (/^-?\d+$/.test(value) ? value : quoted(value));

type Make = (value: string) => Setting[];
const set =
  (key: string, write: (value: string) => string = quoted, block?: Setting['block']): Make =>
  (value) => [{ key, value: write(value), ...(block && { block }) }];
const routes: Make = (value) => {
  const urls = value.split(',').map((url) => quoted(url.trim()));
  return [{ block: 'cluster', key: 'routes', value: `[${urls.join(', ')}]` }];
};
/** The flag names a URL or an address; a configuration has the address only. */
const listens: Make = (value) => [
  { block: 'cluster', key: 'listen', value: quoted(value.replace(/^[\w-]+:\/\/(?:[^@/]*@)?/, '')) },
];

/** Flags with a value that become settings. */
const withValue: Record<string, Make> = {
  a: set('host'),
  addr: set('host'),
  net: set('host'),
  p: set('port', plain),
  port: set('port', plain),
  n: set('server_name'),
  name: set('server_name'),
  server_name: set('server_name'),
  client_advertise: set('client_advertise'),
  m: set('http_port', plain),
  http_port: set('http_port', plain),
  ms: set('https_port', plain),
  https_port: set('https_port', plain),
  http_base_path: set('http_base_path'),
  sd: set('store_dir'),
  store_dir: set('store_dir'),
  user: set('user', quoted, 'authorization'),
  pass: set('password', quoted, 'authorization'),
  auth: set('token', quoted, 'authorization'),
  cluster: listens,
  cluster_listen: listens,
  cluster_name: set('name', quoted, 'cluster'),
  cluster_advertise: set('advertise', quoted, 'cluster'),
  routes,
};

/** Flags with a value that say nothing about the network. */
const skipped =
  /^(P|pid|l|log|log_size_limit|r|remote_syslog|sl|signal|profile|ports_file_dir|connect_retries|tlscert|tlskey|tlscacert|default_.*)$/;

/** Flags without a value that become settings. */
const switches: Record<string, string[]> = {
  D: ['debug'],
  debug: ['debug'],
  V: ['trace'],
  trace: ['trace'],
  VV: ['trace'],
  DV: ['debug', 'trace'],
  DVV: ['debug', 'trace'],
};

/** Reads the words of a command line of nats-server, with or without its name in front. */
export function readArgs(words: readonly string[]): ServerArgs {
  const found: ServerArgs = { settings: [], jetstream: false };
  for (let i = 0; i < words.length; i += 1) {
    const [, flag, given] = /^--?([\w-]+)(?:=([\s\S]*))?$/.exec(words[i]!) ?? [];
    if (flag === undefined) continue;
    const value = (): string => {
      if (given !== undefined) return given;
      i += 1;
      return words[i] ?? '';
    };
    if (flag === 'c' || flag === 'config') found.config = value();
    else if (flag === 'js' || flag === 'jetstream') found.jetstream = given !== 'false';
    else if (Object.hasOwn(withValue, flag)) found.settings.push(...withValue[flag]!(value()));
    else if (Object.hasOwn(switches, flag)) {
      if (given !== 'false')
        found.settings.push(...switches[flag]!.map((key) => ({ key, value: 'true' })));
    } else if (skipped.test(flag)) value();
  }
  return found;
}

/**
 * Splits a line into words as a shell does, and runs nothing. Of a line that a shell would run, only the part
 * from `nats-server` on counts.
 */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (const [, single, double, escaped, space, other] of line.matchAll(
    /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|(\s+)|([^\s'"\\]+|['"\\])/g,
  )) {
    if (space !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else
      word =
        (word ?? '') + (single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? other ?? '');
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** The words after `nats-server`, also where a shell is to run it. */
export function serverWords(words: readonly string[]): string[] {
  const [shell, flag, line] = words;
  if (/(^|\/)(ba|da|a)?sh$/.test(shell ?? '') && /^-\w*c$/.test(flag ?? '') && line !== undefined) {
    const inside = wordsOf(line);
    const from = inside.findIndex(isServer);
    const end = inside.findIndex((word, i) => i > from && /^(&&?|\|\|?|;)$/.test(word));
    return from < 0 ? [] : inside.slice(from + 1, end < 0 ? undefined : end);
  }
  const from = words.findIndex(isServer);
  return from < 0 ? [...words] : words.slice(from + 1);
}

/** Whether a word of a command line is the server's program. */
export const isServer = (word: string): boolean => /(^|\/)nats-server$/.test(word);
