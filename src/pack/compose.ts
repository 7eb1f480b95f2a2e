import type { Derived } from '../lab/derive/derive.ts';
import { hostPlan } from './hosts.ts';
import type { PackedFile } from './packed-file.ts';
import { ownFiles, type OwnFiles, type Part } from './part.ts';
import { hasLogin, secretFiles } from './secrets.ts';
import { readme, type Section } from './readme.ts';
import { code, envLine, yaml } from './quote.ts';

/**
 * The image that runs: the release that this project tests, in the variant whose `wget` a health check needs. The plain
 * one has nothing but the server.
 */
const image = 'nats:2.15.2-alpine';

/** Where the configuration of a server is in its container. */
const folder = '/etc/nats-server';

/** Packs a network as a Compose file, with the very configurations beside it. */
export function packCompose(derived: Derived, parts: readonly Part[]): PackedFile[] {
  const byServer = new Map(parts.map((part) => [part.conf.name, part]));
  const { aliases, rewritten } = hostPlan(parts, (name) => byServer.get(name)?.name);
  const dialled = new Set(
    parts.flatMap(({ conf }) => [...conf.dials, ...conf.gateways].flatMap(({ to }) => to)),
  );
  const published = new Set<number>();
  const files: PackedFile[] = [];
  const services = new Map<string, unknown>();
  const secrets = new Map<string, unknown>();
  const volumes = new Map<string, unknown>();
  const toPut: string[] = [];
  const ports: string[] = [];
  const clients: string[] = [];

  for (const part of parts) {
    const own = ownFiles(part, derived, {
      of: (dial) => rewritten.get(dial),
      isDialled: dialled.has(part.conf.name),
    });
    const mounts: unknown[] = [`./${part.name}:${folder}:ro`];
    for (const { path, text, outside } of placed(part, own)) {
      files.push({
        path: `${part.name}/${path}`,
        text,
        logins: true,
        ...(hasLogin(text) && { mode: 0o600 }),
      });
      if (outside !== undefined) mounts.push(`./${part.name}/${path}:${outside}:ro`);
    }
    for (const path of own.missing)
      toPut.push(`${code(`${part.name}/${path}`)}: ${code(part.conf.name)} includes it.`);
    part.stores.forEach((store, i) => {
      const name = `${part.name}-${i === 0 ? 'data' : `data-${i + 1}`}`;
      volumes.set(name, {});
      const target = dollars(absolute(store));
      mounts.push(
        /[:\s]/.test(target) ? { type: 'volume', source: name, target } : `${name}:${target}`,
      );
    });
    const used = part.secrets.map(({ path, use }) => {
      const base =
        path
          .split('/')
          .at(-1)!
          .replace(/[^\w.-]+/g, '-')
          .replace(/^\.+/, '') || use;
      const file = `secrets/${part.name}/${base}`;
      const name = `${part.name}-${base.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
      secrets.set(name, { file: `./${file}` });
      toPut.push(
        `${code(file)}: the ${words[use] ?? 'file'} that ${code(part.conf.name)} reads as ${code(path)}.`,
      );
      return { source: name, target: dollars(absolute(path)) };
    });
    const open = part.ports
      .filter(({ use }) => use !== 'route')
      .map(({ use, port, local }) => {
        let outside = port;
        while (published.has(outside)) outside += 1;
        published.add(outside);
        if (use === 'client' && !local)
          clients.push(
            `nats --server nats://127.0.0.1:${outside} rtt${part.conf.anonymous === undefined ? `   # with the login of a user of ${part.name}: --user and --password, or --creds` : ''}`,
          );
        ports.push(`| ${part.name} | ${use} | ${port} | 127.0.0.1:${outside} |`);
        return `127.0.0.1:${outside}:${port}`;
      });
    if (part.env.size > 0)
      files.push({
        path: `env/${part.name}.env`,
        text: [...part.env].map(([name, value]) => `${envLine(name, value)}\n`).join(''),
        mode: 0o600,
        logins: true,
      });
    const names = aliases.get(part.conf.name) ?? [];
    services.set(part.name, {
      image,
      entrypoint: ['nats-server'],
      command: ['-c', `${folder}/${part.name}.conf`],
      restart: 'unless-stopped',
      ...(names.length > 0 && { networks: { default: { aliases: names } } }),
      ports: open,
      volumes: mounts,
      ...(used.length > 0 && { secrets: used }),
      ...(part.env.size > 0 && { env_file: [`./env/${part.name}.env`] }),
      ...(part.variables.length > 0 && {
        environment: new Map(part.variables.map((name) => [name, `\${${name}:?see README.md}`])),
      }),
      ...(part.monitor && {
        healthcheck: {
          test: [
            'CMD',
            'wget',
            '-q',
            '-O',
            '/dev/null',
            dollars(`http://127.0.0.1:${part.monitor.port}${part.monitor.path}`),
          ],
          interval: '10s',
          timeout: '5s',
          start_period: '30s',
          retries: 3,
        },
      }),
    });
  }
  const compose = {
    services,
    ...(volumes.size > 0 && { volumes }),
    ...(secrets.size > 0 && { secrets }),
  };
  const opened = parts
    .filter(
      ({ conf, ports: own }) =>
        dialled.has(conf.name) &&
        own.some(({ use, local }) => local && /leaf|route|gateway|websocket/.test(use)),
    )
    .map(
      ({ conf }) =>
        `${code(conf.name)} listened for servers on 127.0.0.1. It listens on 0.0.0.0, since they run in other containers.`,
    );
  const moved = [...rewritten].map(
    ([dial, host]) =>
      `${code(dial.url.text.replace(/\/\/[\s\S]*@/, '//…@'))} is now at ${code(host)}.`,
  );
  return [
    { path: 'compose.yaml', text: yaml(compose) },
    ...files,
    {
      path: 'README.md',
      text: readme(
        derived,
        'Docker Compose',
        sections(parts, {
          toPut,
          ports,
          clients,
          moved: [...moved, ...opened],
          secret: secretFiles(files),
        }),
      ),
    },
  ];
}

const words: Record<string, string> = {
  credentials: 'credentials file',
  operator: 'JWT of the operator',
  certificate: 'certificate',
  key: 'private key',
  ca: 'certificate of the authority',
  nkey: 'seed',
};

/** The files of a server in its folder. One that lies above the folder in the container is mounted by itself. */
function placed(part: Part, { main, included }: OwnFiles) {
  return [main, ...included].map(({ path, text }) => {
    if (!path.startsWith('../')) return { path, text };
    const inside = `above/${path.replaceAll('../', '')}`;
    const ups = path.split('../').length - 1;
    const outside = `${folder.split('/').slice(0, -ups).join('/')}/${path.replaceAll('../', '')}`;
    return { path: inside, text, outside };
  });
}

/** A path as the server takes it in its container, where it starts in the root. */
const absolute = (path: string): string => `/${path.replace(/^(\.?\/)+/, '')}`;

/** Compose takes a dollar for a variable unless there are two. */
const dollars = (text: string): string => text.replaceAll('$', '$$$$');

function sections(
  parts: readonly Part[],
  {
    toPut,
    ports,
    clients,
    moved,
    secret,
  }: Record<'toPut' | 'ports' | 'clients' | 'moved' | 'secret', string[]>,
): Section[] {
  const [first] = parts;
  const variables = parts.flatMap(({ variables: names }) => names);
  const local = parts.filter((part) =>
    part.ports.some((port) => port.local && port.use === 'client'),
  );
  return [
    {
      title: 'Put these files here first',
      items: [
        ...toPut,
        ...[...new Set(variables)].map(
          (name) =>
            `The variable ${code(name)}, in the environment or in a file ${code('.env')} beside ${code('compose.yaml')}.`,
        ),
      ],
    },
    {
      title: 'Start',
      text: 'Any order will do: a leaf dials its hub again and again until it is there, and so does a member of a cluster.',
      commands: ['docker compose up -d', 'docker compose ps'],
    },
    {
      title: 'See that it works',
      text: 'Each server logs its links. A leaf says “Leafnode connection created”, a member of a cluster “Route connection created”.',
      commands: [
        'docker compose logs --since 1m',
        ...clients,
        ...(first
          ? [`docker compose kill -s HUP ${first.name}   # reads its configuration again`]
          : []),
      ],
    },
    {
      title: 'Ports',
      text: 'They are open to this machine only. Remove `127.0.0.1:` in `compose.yaml` from a port that others are to reach.',
      table: ['| server | for | in its container | here |', '| --- | --- | --- | --- |', ...ports],
    },
    { title: 'Changed in the configurations', items: moved },
    {
      title: 'Know this',
      items: [
        ...secret,
        ...local.map(
          ({ name }) =>
            `${code(name)} takes clients from its own container only, as its configuration says (127.0.0.1). Let an application share its network: ${code(`network_mode: service:${name}`)}.`,
        ),
        ...parts.flatMap(({ storesAnywhere, name }) =>
          storesAnywhere
            ? [
                `${code(name)} names no ${code('store_dir')}. The volume is where the server stores by default.`,
              ]
            : [],
        ),
      ],
    },
  ];
}
