import type { Derived } from '../lab/derive/derive.ts';
import type { PackedFile } from './packed-file.ts';
import { dialsOf, isOwnMachine, ownFiles, usualStore, valuesAt, type Part } from './part.ts';
import { code, envLine, oneLine, shell, unitWord } from './quote.ts';
import { readme } from './readme.ts';
import { secretFiles } from './secrets.ts';

/** Where nats-server is, as its own packages and most instructions put it. */
const program = '/usr/local/bin/nats-server';
const folderOf = ({ name }: Part): string => `/etc/nats-server/${name}`;
const stateOf = ({ name }: Part): string => `/var/lib/nats-server/${name}`;
const unitOf = ({ name }: Part): string => `nats-server-${name}.service`;

/** Packs a network as units of systemd, each for the machine of its server, with the very configurations. */
export function packSystemd(derived: Derived, parts: readonly Part[]): PackedFile[] {
  const files: PackedFile[] = [];
  const install = parts.flatMap((part) => {
    const { main, included, missing } = ownFiles(part, derived);
    const own = [main, ...included].map(({ path, text }) => {
      const packed = `${part.name}/${path.replaceAll('../', 'above/')}`;
      files.push({ path: packed, text, mode: 0o640, logins: true });
      return [packed, pathFrom(folderOf(part), path)] as const;
    });
    files.push({ path: `${part.name}/${unitOf(part)}`, text: unit(part) });
    if (part.env.size + part.variables.length > 0)
      files.push({
        path: `${part.name}/env`,
        text: environmentOf(part),
        mode: 0o600,
        logins: true,
      });
    return [
      `# On the machine of ${oneLine(part.conf.name)}:`,
      ...own.map(
        ([from, to]) => `sudo install -D -m 0640 -o root -g nats ${shell(from)} ${shell(to)}`,
      ),
      ...missing.map(
        (path) =>
          `# Here belongs a file that was not given: ${oneLine(pathFrom(folderOf(part), path))}`,
      ),
      ...foldersOf(part).map(
        (folder) => `sudo install -d -m 0750 -o nats -g nats ${shell(folder)}`,
      ),
      ...(part.env.size + part.variables.length > 0
        ? [`sudo install -D -m 0640 -o root -g nats ${part.name}/env ${folderOf(part)}/env`]
        : []),
      `sudo install -m 0644 ${part.name}/${unitOf(part)} /etc/systemd/system/`,
      `sudo systemctl daemon-reload && sudo systemctl enable --now ${unitOf(part)}`,
      '',
    ];
  });
  const text = readme(derived, 'systemd', [
    {
      title: 'Put these files there first',
      items: parts.flatMap((part) => [
        ...part.secrets.map(
          ({ path }) =>
            `${code(absolutePath(part, path))} on the machine of ${code(part.conf.name)}: owner nats, mode 0400.`,
        ),
        ...part.variables.map(
          (name) =>
            `The value of ${code(name)} in ${code(`${part.name}/env`)}, to which ${code(part.conf.name)} refers.`,
        ),
      ]),
    },
    { title: 'Names', items: hostsToKnow(derived, parts) },
    {
      title: 'Install and start',
      text: `The units run ${code(program)} as the user nats. Any order will do: a leaf dials its hub again and again until it is there.`,
      commands: [
        'sudo useradd --system --no-create-home --shell /usr/sbin/nologin nats   # once on each machine',
        ...install.slice(0, -1),
      ],
    },
    {
      title: 'See that it works',
      text: 'Each server logs its links. A leaf says “Leafnode connection created”, a member of a cluster “Route connection created”.',
      commands: parts.flatMap((part) => [
        `systemctl status ${unitOf(part)}`,
        `journalctl -u ${unitOf(part)} -n 50`,
      ]),
    },
    {
      title: 'After a change',
      text: 'Most of a configuration can be read again while the server runs. Look at it first: a server with a faulty one keeps the old.',
      commands: parts.flatMap((part) => [
        // Outside of its unit the variables have no values.
        ...(part.env.size + part.variables.length > 0
          ? []
          : [`sudo -u nats ${program} -t -c ${folderOf(part)}/${part.name}.conf`]),
        `sudo systemctl reload ${unitOf(part)}`,
      ]),
    },
    {
      title: 'Know this',
      items: [
        ...secretFiles(files),
        ...parts
          .filter(({ storesAnywhere }) => storesAnywhere)
          .map(
            (part) =>
              `${code(part.conf.name)} names no ${code('store_dir')}. Its unit sets ${code('TMPDIR')}, so that JetStream stores in ${code(`${stateOf(part)}/nats/jetstream`)} and not in /tmp.`,
          ),
      ],
    },
  ]);
  return [...files, { path: 'README.md', text }];
}

function unit(part: Part): string {
  const { name, conf, ports, variables, env, secrets } = part;
  const paths = [...writtenBy(part), ...secrets.map(({ path }) => absolutePath(part, path))];
  const runtime = paths.flatMap(
    (path) => /^\/(?:var\/)?run\/([\w.-]+)\//.exec(`${path}/`)?.[1] ?? [],
  );
  const isAtHome = paths.some((path) => /^\/(home|root|run\/user)\//.test(path));
  const isInTmp = paths.some((path) => /^\/(var\/)?tmp(\/|$)/.test(path));
  const capabilities = ports.some(({ port }) => port < 1024) ? 'CAP_NET_BIND_SERVICE' : '';
  const writable = foldersOf(part).filter((path) => !/^\/(var\/)?run\//.test(path));
  return [
    '[Unit]',
    `Description=NATS server ${oneLine(conf.name).replaceAll('%', '%%')}`,
    'Documentation=https://docs.nats.io/',
    'Wants=network-online.target',
    'After=network-online.target',
    '',
    '[Service]',
    'Type=exec',
    'User=nats',
    'Group=nats',
    `ExecStart=${program} -c ${folderOf(part)}/${name}.conf`,
    'ExecReload=/bin/kill -s HUP $MAINPID',
    '# Lame duck mode: clients go to other servers first, which takes the server up to two minutes.',
    'KillSignal=SIGUSR2',
    'TimeoutStopSec=150',
    'Restart=on-failure',
    'RestartSec=2',
    'LimitNOFILE=800000',
    `StateDirectory=nats-server/${name}`,
    'StateDirectoryMode=0750',
    `WorkingDirectory=${stateOf(part)}`,
    ...(runtime.length > 0 ? [`RuntimeDirectory=${[...new Set(runtime)].join(' ')}`] : []),
    ...(part.storesAnywhere ? [`Environment=TMPDIR=${stateOf(part)}`] : []),
    ...(variables.length + env.size > 0 ? [`EnvironmentFile=${folderOf(part)}/env`] : []),
    '',
    '# What the server does without.',
    'UMask=0077',
    'NoNewPrivileges=yes',
    'ProtectSystem=strict',
    ...writable.map((path) => `ReadWritePaths=${unitWord(path)}`),
    `ProtectHome=${isAtHome ? 'read-only' : 'yes'}`,
    `PrivateTmp=${isInTmp ? 'no' : 'yes'}`,
    'PrivateDevices=yes',
    'ProtectClock=yes',
    'ProtectControlGroups=yes',
    'ProtectHostname=yes',
    'ProtectKernelLogs=yes',
    'ProtectKernelModules=yes',
    'ProtectKernelTunables=yes',
    'ProtectProc=invisible',
    'LockPersonality=yes',
    'MemoryDenyWriteExecute=yes',
    'RemoveIPC=yes',
    '# By netlink it learns its own addresses, of which it tells other servers.',
    'RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX',
    'RestrictNamespaces=yes',
    'RestrictRealtime=yes',
    'RestrictSUIDSGID=yes',
    'SystemCallArchitectures=native',
    'SystemCallFilter=@system-service',
    'SystemCallFilter=~@privileged',
    'SystemCallErrorNumber=EPERM',
    `CapabilityBoundingSet=${capabilities}`,
    ...(capabilities === '' ? [] : [`AmbientCapabilities=${capabilities}`]),
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
}

/** The file of the variables of a server. Those that are not known are for the person to write. */
const environmentOf = ({ variables, env }: Part): string =>
  [
    ...[...env].map(([name, value]) => envLine(name, value)),
    ...variables.map((name) => `# ${name}=`),
    '',
  ].join('\n');

/** Folders outside of its state in which a server writes. They must be there before it starts. */
const foldersOf = (part: Part): string[] =>
  [...new Set(writtenBy(part))].filter((path) => !path.startsWith(`${stateOf(part)}/`));

function writtenBy(part: Part): string[] {
  const { conf } = part.conf;
  const stores = part.storesAnywhere
    ? part.stores.filter((store) => store !== usualStore)
    : part.stores;
  const logs = valuesAt(conf, /^$/, /^(pid_file|pidfile|log_file|logfile)$/).map(({ text }) =>
    absolutePath(part, text).replace(/\/[^/]*$/, ''),
  );
  const ports = valuesAt(conf, /^$/, /^ports_file_dir$/).map(({ text }) => text);
  return [...[...stores, ...ports].map((path) => absolutePath(part, path)), ...logs].filter(
    (path) => path !== '',
  );
}

/** A path as the server takes it, which starts in the folder of its state. */
const absolutePath = (part: Part, path: string): string =>
  path.startsWith('/') ? path : pathFrom(stateOf(part), path);

function pathFrom(folder: string, path: string): string {
  const parts = folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** By which names and addresses machines must be found. */
function hostsToKnow({ topology }: Derived, parts: readonly Part[]): string[] {
  const outside = new Set((topology.outside ?? []).map(({ name }) => name));
  const words = parts.flatMap((part) =>
    dialsOf(part)
      .filter(({ host, to }) => !outside.has(host) && to.length > 0)
      .map(({ host, to }) =>
        isOwnMachine(host)
          ? `${code(part.conf.name)} and ${to.map(code).join(', ')} run on one machine: one dials the other at ${code(host)}.`
          : `${code(host)} must lead to the machine of ${to.map(code).join(', ')}, by DNS or in ${code('/etc/hosts')}.`,
      ),
  );
  return [...new Set(words)];
}
