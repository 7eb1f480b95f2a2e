import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';
import { errorText } from '../../src/lab/error-text.ts';
import { makeUser } from '../../src/lab/credentials/signing.ts';
import { freePort } from '../../src/hosts/local/ports.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import type { Wanted } from './args.ts';
import { newDoor } from './door.ts';
import {
  isClass,
  newFolder,
  openFolder,
  type Address,
  type ClassFolder,
  type HubElsewhere,
} from './folder.ts';
import { holdFolder } from './held.ts';
import { startHub, type Hub } from './hub.ts';
import { useHub } from './hub-elsewhere.ts';
import { Registrar } from './registrar.ts';
import { serveSite } from './site.ts';

// Node has a WebSocket of its own only from version 22 on.
if (!('WebSocket' in globalThis)) Object.assign(globalThis, { WebSocket });

export interface ClassOptions extends Omit<Wanted, 'labs' | 'pack'> {
  /** The nats-server to run. */
  binary: string;
  /** The folder of the built site. */
  site: string;
  /** The folder in which a new class makes its own. */
  parent: string;
  /** Told why the hub ended unasked. */
  hubEnded: (reason: string) => void;
}

/** The port of a class that was told none. */
const usualPort = 8080;

/** A class that runs. */
export interface RunningClass {
  folder: ClassFolder;
  hub: Hub;
  /** Addresses of pages; those of trainers and attendees have secrets in their fragments. */
  attendees: string;
  trainers: string;
  /** The file with the trainer's login in the account ROOM, for the lines that class labs have the trainer run. */
  terminal: string;
  /** Resolves when a trainer has deleted the class. */
  deleted: Promise<void>;
  close(): Promise<void>;
}

const hubPorts = async () => ({
  client: await freePort(),
  websocket: await freePort(),
  leaf: await freePort(),
});
const nodePorts = async () => ({ ...(await hubPorts()), route: await freePort() });

/** Starts the hub of a class, its registrar and its site. */
export async function runClass(options: ClassOptions): Promise<RunningClass> {
  const resume = options.resume ?? keptIn(options.folder);
  const folder =
    resume === undefined
      ? await newFolder(options, options.name, newDoor(Date.now()), wholeHub(options.hub))
      : openFolder(resume, options.hub);
  const { state, keys } = folder;
  const address = addressOf(options, state.address);
  const { host, origin, tls } = address;
  const release = holdFolder(folder.path);
  const terminal = path.join(folder.path, 'trainer.creds');
  const closing: (() => unknown)[] = [release];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  let deleteAll = () => {};
  const deleted = new Promise<void>((resolve) => (deleteAll = resolve));
  let forgets = false;
  try {
    if (!state.hub) await planHub(folder, options.nodes);
    else if (options.nodes !== undefined)
      throw new Problem('The hub of this class is not its own: --nodes is for one that is.');
    state.address = address;
    writeFileSync(terminal, (await makeUser(keys.accounts.room, 'trainer')).creds, { mode: 0o600 });
    let hubChanged = () => {};
    const hub = state.hub
      ? await useHub(folder)
      : await startHub(options.binary, folder, host, {
          ended: options.hubEnded,
          changed: () => hubChanged(),
        });
    closing.push(async () => {
      try {
        if (forgets) await hub.forget?.();
      } finally {
        await hub.close();
      }
    });
    const site = await serveSite({
      folder: options.site,
      host,
      port: options.port ?? state.port ?? usualPort,
      ...(tls && {
        tls: { cert: readFileSync(tls.cert, 'utf8'), key: readFileSync(tls.key, 'utf8') },
      }),
      doorway: {
        version: 1,
        id: state.id,
        name: state.name,
        lobby: keys.logins.lobby,
        client: '/class/hub',
        leaf: '/class/hub',
      },
      hub: hub.dialer,
      ...(origin !== undefined && { origin }),
    });
    closing.push(() => site.close());
    state.port = site.port;
    // Only now: what it was told may have led to no hub, or to a port that is taken.
    folder.save();
    const own = `${tls ? 'https' : 'http'}://${reachable(host)}:${site.port}`;
    const page = `${origin ?? own}/class`;
    const registrar = await Registrar.open({ folder, hub, page, ended: () => deleteAll() });
    hubChanged = () => registrar.hubChanged();
    closing.push(() => registrar.close());
    return {
      folder,
      hub,
      attendees: `${page}#join=${state.door.secret}`,
      trainers: `${page}/trainer#${state.door.trainers}`,
      terminal,
      deleted: deleted.then(async () => {
        forgets = true;
        try {
          await close();
        } catch (error) {
          throw new Problem(
            `The class could not be deleted at its hub: ${errorText(error)} It is kept: go on with --resume ${folder.path}, and delete it again.`,
          );
        }
        rmSync(folder.path, { recursive: true, force: true });
      }),
      close,
    };
  } catch (error) {
    // A class that never began has nothing to keep.
    forgets = resume === undefined;
    await close().catch(() => {});
    if (resume === undefined) rmSync(folder.path, { recursive: true, force: true });
    const { code, port } = error as NodeJS.ErrnoException & { port?: number };
    if (code === 'EADDRINUSE')
      throw new Problem(
        `Port ${port} is taken: another class may run here. Name another one, such as --port ${Number(port) + 1}.`,
      );
    throw error;
  }
}

/** The folder that goes on, of one that is to be that of the class. */
export const keptIn = (folder: string | undefined): string | undefined =>
  folder !== undefined && isClass(folder) ? folder : undefined;

/** Chooses the ports of a hub of one's own, and how many servers it is. */
async function planHub({ state }: ClassFolder, wanted: Wanted['nodes']): Promise<void> {
  const nodes = wanted ?? state.nodes?.length ?? 1;
  if (state.ports && nodes !== (state.nodes?.length ?? 1))
    throw new Problem(
      `The hub of this class is ${state.nodes?.length ?? 1} nodes: --nodes is for a new class.`,
    );
  state.ports ??= await hubPorts();
  if (nodes > 1) state.nodes ??= await Promise.all(Array.from({ length: nodes }, nodePorts));
}

/** @throws Problem if a new class was not told all of its hub */
function wholeHub(hub: Wanted['hub']): HubElsewhere | undefined {
  if (!hub) return undefined;
  const { urls, creds, ...rest } = hub;
  if (urls && creds !== undefined) return { urls, creds, ...rest };
  throw new Problem('--hub and --creds go together.');
}

/** Where the class is reached: as told now, else as it was before. */
function addressOf(told: Pick<Wanted, keyof Address>, before: Address | undefined): Address {
  const whole = (file: string) => path.resolve(file);
  const tls = told.tls && { cert: whole(told.tls.cert), key: whole(told.tls.key) };
  const host = told.host ?? before?.host ?? '127.0.0.1';
  const origin = told.origin ?? before?.origin;
  const certificate = tls ?? before?.tls;
  return {
    host,
    ...(origin !== undefined && { origin }),
    ...(certificate && { tls: certificate }),
  };
}

/** The address by which others reach a host: of all addresses of this machine, the first that is for others. */
function reachable(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host.includes(':') ? `[${host}]` : host;
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}
