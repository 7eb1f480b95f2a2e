import type { Derived } from '../lab/derive/derive.ts';
import { confValue, type ConfMap, type ConfValue } from './conf-value.ts';
import type { PackedFile } from './packed-file.ts';
import type { Part } from './part.ts';
import { code, freeNames, oneLine, shell } from './quote.ts';
import { readme } from './readme.ts';

/** A way to log in at a server, as a context of the `nats` CLI. */
interface Context {
  name: string;
  part: Part;
  account: string;
  isSystem: boolean;
  /** Whether its account has JetStream at its own server. */
  hasJetStream: boolean;
  /** Flags of the CLI, as words of a shell. */
  login: string[];
  /** The variable without which the context is left out, and what belongs into it. */
  needs?: { variable: string; words: string };
}

/** Packs a script of `nats` contexts, and of commands that show that a network works. */
export function packCli(derived: Derived, parts: readonly Part[]): PackedFile[] {
  const contexts = contextsOf(derived, parts);
  const needs = contexts.flatMap((context) => context.needs ?? []);
  const text = readme(derived, 'the nats CLI', [
    {
      title: 'Before',
      text: `Where the servers are and who you are stands in variables, which you set: ${code('check.sh')} holds no password. A server without its variable is left out, and the script says so.`,
      table: [
        '| variable | what it is |',
        '| --- | --- |',
        ...parts.map(
          (part) =>
            `| ${urlVariable(part)} | the URL of ${code(part.conf.name)}, otherwise ${code(usualUrl(part))} |`,
        ),
        ...needs.map(({ variable, words }) => `| ${variable} | ${words} |`),
      ],
    },
    {
      title: 'See that the network works',
      text: 'The script makes a context for each account, asks each server, looks at each JetStream domain from each server that should reach it, and sends a request over each link. It stores no message and makes no stream.',
      commands: ['sh check.sh'],
    },
    {
      title: 'Afterwards',
      text: 'The contexts stay, for your own commands.',
      commands: [
        'nats context ls',
        ...contexts.slice(0, 1).map(({ name }) => `nats --context ${name} sub '>'`),
      ],
    },
  ]);
  return [
    { path: 'check.sh', text: script(derived, parts, contexts), mode: 0o755 },
    { path: 'README.md', text },
  ];
}

const upper = (name: string): string => name.toUpperCase().replaceAll('-', '_');
const urlVariable = (part: Part): string => `URL_${upper(part.name)}`;

function usualUrl({ conf, name, ports }: Part): string {
  const port = ports.find(({ use }) => use === 'client')?.port ?? 4222;
  const tls = conf.conf.blocks.some(({ path }) => path.join('.') === 'tls');
  return `${tls ? 'tls' : 'nats'}://${name}:${port}`;
}

function contextsOf({ topology }: Derived, parts: readonly Part[]): Context[] {
  const free = freeNames();
  return parts.flatMap((part): Context[] => {
    const value = confValue(part.conf.conf, part.conf.text);
    const variable = (kind: string, account: string) =>
      `${kind}_${upper(free(`${part.name}-${account}`))}`;
    const context = (account: string, login: string[], needs?: Context['needs']): Context => ({
      name: free(`leafwise-${part.name}${account === '$G' ? '' : `-${account}`}`),
      part,
      account,
      isSystem: account === part.conf.system,
      hasJetStream: hasJetStream(part, value, account),
      login,
      ...(needs && { needs }),
    });
    if (value.has('operator') || value.has('operators') || topology.operator) {
      const needed = variable('CREDS', 'user');
      const words = `the path of a credentials file of a user at ${code(part.conf.name)}`;
      return [context('user', ['--creds', `"$${needed}"`], { variable: needed, words })];
    }
    const accounts = mapAt(value, 'accounts');
    const own = [...(accounts ?? [])].flatMap(([account, spec]): Context[] => {
      const users = spec instanceof Map ? spec.get('users') : undefined;
      const found = Array.isArray(users) ? users.flatMap((user) => loginOf(user) ?? []) : [];
      const [login] = found;
      if (!login) return [];
      const needed = variable(login.kind, account);
      const words =
        login.kind === 'PASSWORD'
          ? `the password of ${code(login.user)}, account ${code(account)} of ${code(part.conf.name)}`
          : `the path of the seed of ${code(login.user)}, account ${code(account)} of ${code(part.conf.name)}`;
      return [context(account, flagsOf(login, needed), { variable: needed, words })];
    });
    if (
      part.conf.anonymous !== undefined &&
      !own.some(({ account }) => account === part.conf.anonymous)
    )
      return [context(part.conf.anonymous, []), ...own];
    const authorization = mapAt(value, 'authorization');
    const users = authorization?.get('users');
    const login =
      (authorization && loginOf(authorization)) ??
      (Array.isArray(users) ? users.flatMap((user) => loginOf(user) ?? [])[0] : undefined);
    if (own.length > 0 || !login) return own;
    const needed = variable(login.kind, 'user');
    const words = `the ${login.kind === 'SEED' ? 'path of the seed' : 'password'} of ${code(login.user)} at ${code(part.conf.name)}`;
    return [context('$G', flagsOf(login, needed), { variable: needed, words })];
  });
}

/** Whether an account has JetStream: without accounts of its own, a server gives it to all. */
function hasJetStream(part: Part, value: ConfMap, account: string): boolean {
  if (part.conf.domain === undefined && part.stores.length === 0) return false;
  const spec = mapAt(value, 'accounts')?.get(account);
  if (!(spec instanceof Map)) return true;
  const said = spec.get('jetstream') ?? spec.get('js') ?? false;
  return said !== false && said !== 'disabled';
}

interface Login {
  kind: 'PASSWORD' | 'SEED' | 'TOKEN';
  user: string;
}

function loginOf(value: ConfValue): Login | undefined {
  if (!(value instanceof Map)) return undefined;
  const text = (...keys: string[]) =>
    keys.map((key) => value.get(key)).find((each): each is string => typeof each === 'string');
  const user = text('user', 'username');
  if (user !== undefined) return { kind: 'PASSWORD', user };
  const nkey = text('nkey');
  if (nkey !== undefined) return { kind: 'SEED', user: nkey };
  return value.has('token') ? { kind: 'TOKEN', user: 'the token' } : undefined;
}

function flagsOf({ kind, user }: Login, variable: string): string[] {
  if (kind === 'SEED') return ['--nkey', `"$${variable}"`];
  if (kind === 'TOKEN') return ['--user', `"$${variable}"`];
  return ['--user', shell(user), '--password', `"$${variable}"`];
}

const mapAt = (value: ConfMap, key: string): ConfMap | undefined => {
  const found = value.get(key);
  return found instanceof Map ? found : undefined;
};

function script(derived: Derived, parts: readonly Part[], contexts: readonly Context[]): string {
  const { servers, links } = derived.topology;
  const clients = contexts.filter(({ isSystem }) => !isSystem);
  const at = (server: string, account?: string): Context | undefined =>
    clients.find(
      (each) => each.part.conf.name === server && (account === undefined || isOf(each, account)),
    );
  const lines = [
    '#!/bin/sh',
    '# Contexts of the nats CLI for a network, and commands that show that it works. See README.md.',
    'set -u',
    'faults=0',
    '# Without the login of a context, what it would show is left out.',
    'made=" "',
    '',
    'context() {',
    '  name=$1; url=$2; shift 2',
    '  if nats context add "$name" --server "$url" "$@" >/dev/null; then made="$made$name "; else faults=$((faults + 1)); fi',
    '}',
    '',
    'show() {',
    `  case $made in *" $1 "*) ;; *) printf 'Left out, since there is no login: %s\\n' "$2"; return 0 ;; esac`,
    '  about=$2; with=$1; shift 2',
    `  printf '\\n== %s\\n' "$about"`,
    `  nats --context "$with" "$@" || { faults=$((faults + 1)); printf 'This failed: %s\\n' "$about"; }`,
    '}',
    '',
    '# A request from one server, answered at another.',
    'cross() {',
    `  case $made in *" $2 "*) ;; *) printf 'Left out, since there is no login: %s\\n' "$3"; return 0 ;; esac`,
    '  subject="leafwise.check.$$.$4"',
    '  nats --context "$2" reply "$subject" "it arrives" --count 1 >/dev/null 2>&1 &',
    '  answers=$!',
    '  sleep 1',
    '  show "$1" "$3" request "$subject" "" --timeout 5s',
    '  kill "$answers" 2>/dev/null',
    '  wait "$answers" 2>/dev/null',
    '}',
    '',
    ...parts.map((part) => `: "\${${urlVariable(part)}:=${usualUrl(part)}}"`),
    '',
    ...contexts.map(({ name, part, login, needs }) => {
      const words = [
        name,
        `"$${urlVariable(part)}"`,
        '--description',
        shell(`Leafwise: ${oneLine(part.conf.name)}`),
        ...login,
      ];
      const add = `context ${words.join(' ')}`;
      return needs ? `[ -z "\${${needs.variable}:-}" ] || ${add}` : add;
    }),
    '',
    '# Each server answers, by the name that its configuration gives it.',
    ...servers.flatMap(({ name }) => {
      const context = at(name);
      return context ? [`show ${context.name} ${shell(`${oneLine(name)} answers`)} rtt`] : [];
    }),
    ...contexts
      .filter(({ isSystem }) => isSystem)
      .flatMap(({ name, part }) => [
        `show ${name} ${shell(`servers that ${oneLine(part.conf.name)} knows`)} server list`,
        `show ${name} ${shell(`JetStream as ${oneLine(part.conf.name)} knows it`)} server report jetstream`,
      ]),
    '',
    '# JetStream: each domain, from its own server and from those that are linked with it.',
    ...domainLines(derived, clients),
    '',
    '# Each link: a request from the server that dials, answered at the other.',
    ...links
      .filter(({ kind }) => kind === 'leaf')
      .flatMap(({ from, to, accounts = [{ local: undefined, remote: undefined }] }, i) =>
        accounts.flatMap(({ local, remote }, j) => {
          const [one, other] = [at(from, local), at(to, remote)];
          const about = shell(`from ${oneLine(from)} to ${oneLine(to)}`);
          return one && other ? [`cross ${one.name} ${other.name} ${about} ${i}.${j}`] : [];
        }),
      ),
    '',
    `if [ "$faults" -gt 0 ]; then printf '\\n%s of these failed.\\n' "$faults"; exit 1; fi`,
    `printf '\\nAll of these worked.\\n'`,
    '',
  ];
  return lines.join('\n');
}

/** Each domain, seen by an account that has JetStream there, and by those that links bind to such an account. */
function domainLines(
  { topology: { servers, links } }: Derived,
  clients: readonly Context[],
): string[] {
  const lines = servers.flatMap(({ name, domain }) => {
    if (domain === undefined) return [];
    const there = clients.filter((each) => each.part.conf.name === name && each.hasJetStream);
    const seen = there.flatMap((own) => [
      own,
      ...links
        .filter(({ kind }) => kind === 'leaf')
        .flatMap(({ from, to, accounts = [{ local: '$G', remote: '$G' }] }) =>
          accounts.flatMap(({ local, remote }) => {
            if (from === name && isOf(own, local))
              return clients.filter((each) => isAt(each, to, remote));
            if (to === name && isOf(own, remote))
              return clients.filter((each) => isAt(each, from, local));
            return [];
          }),
        ),
    ]);
    return seen.map((context) => {
      const about = `streams of the domain ${oneLine(domain)}, seen from ${oneLine(context.part.conf.name)}`;
      return `show ${context.name} ${shell(about)} stream ls --js-domain ${shell(domain)}`;
    });
  });
  return [...new Set(lines)];
}

/** Whether a context is of an account. Of one by credentials it is not known. */
const isOf = ({ account, login }: Context, wanted: string): boolean =>
  account === wanted || login[0] === '--creds';

const isAt = (context: Context, server: string, account: string): boolean =>
  context.part.conf.name === server && isOf(context, account);
