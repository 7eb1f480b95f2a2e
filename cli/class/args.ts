import { hostname } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { nameSchema } from '../../src/class/records.ts';
import { errorText } from '../../src/lab/error-text.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import type { HubElsewhere } from './folder.ts';
import type { PackKind } from './pack.ts';

/** What `npm run class` was asked for. */
export interface Wanted {
  /** The address that it listens at; without, that of the class before, or 127.0.0.1, which this machine alone reaches. */
  host?: string;
  /** The port of the site; without, that on which the class was before, or 8080. */
  port?: number;
  name: string;
  /** The folder of a class that goes on. */
  resume?: string;
  tls?: { cert: string; key: string };
  /** The address by which others reach the class where it is not its own: of a proxy, or a name. */
  origin?: string;
  /** The nats-server to run; without, the pinned one is built. */
  server?: string;
  /** How many servers the hub is; without, as many as the class had before, or one. */
  nodes?: 1 | 3;
  /** A hub that the command does not start. `creds` is absent where a class goes on. */
  hub?: Partial<HubElsewhere>;
  /** The folder of the class: one that is there continues, else a new one begins there. */
  folder?: string;
  /** Writes files for a hub of three servers instead of holding a class. */
  pack?: { kind: PackKind; folder: string };
  /** Folders of labs from outside the site. */
  labs: string[];
}

const usage = `npm run class -- [--name "NATS for operators"] [--host 0.0.0.0] [--port 8080]
                 [--tls-cert FILE --tls-key FILE] [--origin https://class.example.com]
                 [--nodes 3] [--server FILE] [--resume FOLDER] [--lab FOLDER]…
                 [--hub wss://HOST[,wss://HOST…] --creds FILE [--hub-ca FILE]]
                 [--folder FOLDER]
npm run class -- --pack compose|helm FOLDER --origin https://class.example.com [--name …]`;

/** @throws Problem on what is no argument of this command, with what is one */
export function readArguments(args: string[]): Wanted {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        name: { type: 'string', default: `The class at ${hostname()}` },
        resume: { type: 'string' },
        origin: { type: 'string' },
        server: { type: 'string' },
        nodes: { type: 'string' },
        folder: { type: 'string' },
        pack: { type: 'string' },
        hub: { type: 'string' },
        creds: { type: 'string' },
        'hub-ca': { type: 'string' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        lab: { type: 'string', multiple: true, default: [] },
      },
    });
    const { resume, origin, server, nodes, 'tls-cert': cert, 'tls-key': key } = values;
    if ((cert === undefined) !== (key === undefined))
      throw new Error('--tls-cert and --tls-key go together.');
    const pack = values.pack === undefined ? undefined : packOf(values.pack, positionals, origin);
    const [stray] = pack ? [] : positionals;
    if (stray !== undefined) throw new Error(`${stray} is no argument.`);
    if (values.folder !== undefined && resume !== undefined)
      throw new Error(
        '--folder continues the class that is there: --resume is not needed beside it.',
      );
    const hub = hubOf(values.hub, values.creds, values['hub-ca'], resume !== undefined);
    if (hub && (nodes ?? server) !== undefined)
      throw new Error(
        '--nodes and --server are for a hub that this command starts: not with --hub.',
      );
    return {
      name: nameOf(values.name),
      ...(hub && { hub }),
      ...(pack && { pack }),
      ...(values.folder !== undefined && { folder: path.resolve(values.folder) }),
      labs: values.lab,
      ...(values.host !== undefined && { host: values.host }),
      ...(values.port !== undefined && { port: portOf(values.port) }),
      ...(resume !== undefined && { resume }),
      ...(origin !== undefined && { origin: originOf(origin) }),
      ...(server !== undefined && { server }),
      ...(nodes !== undefined && { nodes: nodesOf(nodes) }),
      ...(cert !== undefined && key !== undefined && { tls: { cert, key } }),
    };
  } catch (error) {
    throw new Problem(`${errorText(error)}\n${usage}`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Error(`--port ${text} is no port: one is a number up to 65535.`);
}

function nodesOf(text: string): 1 | 3 {
  if (text === '1' || text === '3') return text === '1' ? 1 : 3;
  throw new Error(`--nodes ${text} is no size of a hub: one is 1, or 3, which survives one loss.`);
}

function packOf(kind: string, [folder, more]: string[], origin?: string): Wanted['pack'] {
  if (kind !== 'compose' && kind !== 'helm')
    throw new Error(`--pack ${kind} is unknown: there are compose and helm.`);
  if (folder === undefined || more !== undefined)
    throw new Error(`--pack ${kind} takes the folder that it writes: a new one.`);
  if (!origin?.startsWith('https:'))
    throw new Error('--pack needs --origin https://…, where attendees will reach the class.');
  return { kind, folder: path.resolve(folder) };
}

function hubOf(
  urls: string | undefined,
  creds: string | undefined,
  ca: string | undefined,
  goesOn: boolean,
): Wanted['hub'] {
  if ((urls ?? creds ?? ca) === undefined) return undefined;
  if (!goesOn && (urls === undefined || creds === undefined))
    throw new Error('--hub and --creds go together.');
  return {
    ...(urls !== undefined && { urls: urls.split(',').map(hubUrlOf) }),
    ...(creds !== undefined && { creds: path.resolve(creds) }),
    ...(ca !== undefined && { ca: path.resolve(ca) }),
  };
}

function hubUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^wss?:$/.test(url.protocol) && !url.search && !url.hash) return url.href;
  throw new Error(
    `--hub ${text} is no address of a WebSocket: pages and tabs reach a hub by nothing else. It is wss:// or ws://, and a host and port of its block websocket.`,
  );
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new Error(`--origin ${text} is none: one is http:// or https:// and a host, no path.`);
}

function nameOf(text: string): string {
  const name = v.safeParse(nameSchema, text);
  if (name.success) return name.output;
  throw new Error('--name is one line of at most 40 characters.');
}
