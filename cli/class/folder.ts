import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Account, Kept } from '../../src/lab/credentials/signing.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import type { KeptDoor } from './door.ts';
import { readGranted } from './granted.ts';
import { keep, makeKeys, unkeep, type ClassKeys, type KeptKeys } from './keys.ts';

/** A seat as the folder keeps it. */
export interface KeptSeat {
  id: string;
  name: string;
  joined: number;
  removed?: number;
  /** By which the same person gets the same seat in another browser. */
  back: string;
  /** The public keys of its users: one for each browser that has joined as this seat. */
  users: string[];
  account: Kept<Account>;
}

export interface KeptTrainer {
  id: string;
  name: string;
  back: string;
  users: string[];
  account: Kept<Account>;
}

/** All of a class but its seats. */
interface KeptClass {
  version: 1;
  id: string;
  name: string;
  door: KeptDoor;
  trainers: KeptTrainer[];
  given: Given;
  driver?: string;
  /** The port of the site: links go on leading to it. */
  port?: number;
  /** Where the site is reached, as the command was told it: links go on leading there. */
  address?: Address;
  /** The hub's ports of this machine: a leaf or a client comes back to where it was. */
  ports?: HubPorts;
  /** The hub that is not the class's own, if it runs on such. */
  hub?: HubElsewhere;
  /** The ports of each of its servers, where it is several: those above lead to all of them. */
  nodes?: (HubPorts & { route: number })[];
}

/** Where a class is reached. The files of a certificate are named by their whole paths. */
export interface Address {
  host: string;
  origin?: string;
  tls?: { cert: string; key: string };
}

/** A hub that the command does not start, and the files that are needed there, by their whole paths. */
export interface HubElsewhere {
  /** Of its WebSocket: each leads to the same hub. */
  urls: string[];
  /** With a user of the system account and a key of the operator. It is read at each start, and not kept here. */
  creds: string;
  /** Certificates of who signs those of the hub, where no public authority does. */
  ca?: string;
}

/** The same as an earlier release has kept it. */
type Earlier = Omit<KeptClass, 'given'> & Partial<Pick<KeptClass, 'given'>>;

/** How many ids have been given, also to those of whom nothing is kept: none is given twice. */
export interface Given {
  seats: number;
  trainers: number;
}

/** At which clients, WebSockets and native leaves are taken. */
interface HubPorts {
  client: number;
  websocket: number;
  leaf: number;
}

/** What a class keeps on disk; the hub keeps its streams and the accounts of seats beside it. */
export interface ClassFolder {
  path: string;
  keys: ClassKeys;
  seats: Map<string, KeptSeat>;
  state: KeptClass;
  /** Writes the keys and all that changes but the seats. */
  save(): void;
  saveSeat(seat: KeptSeat): void;
}

/** Makes the folder of a new class below another one. */
export async function newFolder(
  where: { parent: string; folder?: string },
  name: string,
  door: KeptDoor,
  hub?: HubElsewhere,
): Promise<ClassFolder> {
  const keys = await makeKeys(hub && readGranted(hub.creds));
  const id = randomBytes(6).toString('hex');
  const folder = where.folder ?? path.join(where.parent, id);
  mkdirSync(path.join(folder, 'seats'), { recursive: true, mode: 0o700 });
  const state: KeptClass = {
    version: 1,
    id,
    name,
    door,
    trainers: [],
    given: { seats: 0, trainers: 0 },
    ...(hub && { hub }),
  };
  const made = folderAt(folder, keys, new Map(), state);
  made.save();
  return made;
}

/** Whether a class is kept in a folder. */
export const isClass = (folder: string): boolean => existsSync(path.join(folder, 'class.json'));

/** Whether the hub of the class that is kept in a folder is not its own. */
export const isElsewhere = (folder: string): boolean =>
  isClass(folder) &&
  (readJson(path.join(folder, 'class.json')) as Partial<KeptClass>).hub !== undefined;

/**
 * @param told what the command was told of a hub that is not the class's own, where that is no longer as it was
 * @throws Problem if no class is kept there
 */
export function openFolder(folder: string, told?: Partial<HubElsewhere>): ClassFolder {
  const file = path.join(folder, 'class.json');
  if (!isClass(folder))
    throw new Problem(
      `${folder} keeps no class: --resume takes the folder that a class has printed.`,
    );
  const { keys, ...kept } = readJson(file) as Earlier & { keys: KeptKeys };
  const seats = readdirSync(path.join(folder, 'seats'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => readJson(path.join(folder, 'seats', name)) as KeptSeat);
  const byId = new Map(seats.map((seat) => [seat.id, seat]));
  const highest = (ids: string[]) =>
    Math.max(0, ...ids.map((id) => Number(id.replace(/^.*-/, ''))));
  const seen = {
    seats: highest([...byId.keys()]),
    trainers: highest(kept.trainers.map(({ id }) => id)),
  };
  if (told && !kept.hub)
    throw new Problem('This class has a hub of its own: --hub and --creds are for a new class.');
  const hub = kept.hub && { ...kept.hub, ...told };
  const state = { ...kept, given: kept.given ?? seen, ...(hub && { hub }) };
  const all = unkeep(keys, hub && readGranted(hub.creds));
  return folderAt(path.resolve(folder), all, byId, state);
}

function folderAt(
  folder: string,
  keys: ClassKeys,
  seats: ClassFolder['seats'],
  state: KeptClass,
): ClassFolder {
  return {
    path: folder,
    keys,
    seats,
    state,
    save: () => writeJson(path.join(folder, 'class.json'), { ...state, keys: keep(keys) }),
    saveSeat(seat) {
      seats.set(seat.id, seat);
      writeJson(path.join(folder, 'seats', `${seat.id}.json`), seat);
    },
  };
}

/** @throws Problem if the file is not whole */
function readJson(file: string): object {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch {
    throw new Problem(
      `${file} cannot be read. Put it back from a copy; without the file of a seat, its attendee joins as a new one.`,
    );
  }
}

/** Replaces a file as a whole, so that a kill, or a machine that loses its power, leaves the old one or the new one. */
function writeJson(file: string, value: unknown): void {
  writeFileSync(`${file}.new`, JSON.stringify(value), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
