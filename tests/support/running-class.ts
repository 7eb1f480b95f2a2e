import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runClass, type ClassOptions, type RunningClass } from '../../cli/class/run.ts';
import { askToJoin, type Membership } from '../../src/class/join.ts';
import { credsOf, hubAddress } from '../../src/class/logins.ts';
import { doorwaySchema, read, type Doorway } from '../../src/class/records.ts';
import { inboxOf, trainerSubject } from '../../src/class/subjects.ts';
import { connectTo, type NatsConnection } from '../../src/nats/connect.ts';
import { nativeServer } from './native-server.ts';

/** Clients of a class. */
export interface ClassClients {
  /** The address of the page by which attendees join, without its secret. */
  page: string;
  doorway: Doorway;
  lobby: NatsConnection;
  /** @throws Error with the words of a refusal */
  join: (as: 'seat' | 'trainer', key: string, name: string) => Promise<Membership>;
  /** Joins by the attendees' link. */
  attend: (name: string) => Promise<Membership>;
  /** Joins by the trainers' link, and connects. */
  train: (name: string) => Promise<Trainer>;
  /** Connects as a seat or a trainer does from its page. */
  connect: (member: Membership) => Promise<NatsConnection>;
  /** Closes all of them. */
  leave: () => Promise<void>;
}

export interface Trainer {
  id: string;
  client: NatsConnection;
  /** Asks the registrar, and answers its reply as it is. */
  ask: (verb: string, request?: object) => Promise<Record<string, unknown>>;
}

/** A class of the real command, with an empty site, and clients of it. */
export interface ClassAtWork extends ClassClients {
  running: RunningClass;
  /** Ends the class and all clients, and keeps its folder. */
  end: () => Promise<void>;
  /** Ends it, and removes its folder. */
  close: () => Promise<void>;
}

/** The options of a class at free ports. @param options what it differs by */
export async function classOptions(
  parent: string,
  options: Partial<ClassOptions> = {},
): Promise<Omit<ClassOptions, 'hubEnded'>> {
  const site = path.join(parent, 'site');
  await mkdir(site, { recursive: true });
  await writeFile(path.join(site, '404.html'), 'nothing here');
  return {
    ...(options.resume === undefined && { port: 0 }),
    name: 'A class',
    binary: await nativeServer(),
    site,
    parent,
    ...options,
  };
}

/** Starts a class. @param options what it differs by; `parent` is removed with it */
export async function startClass(options: Partial<ClassOptions> = {}): Promise<ClassAtWork> {
  const parent = options.parent ?? (await mkdtemp(path.join(tmpdir(), 'leafwise-class-')));
  const all = await classOptions(parent, options);
  const running = await runClass({ ...all, hubEnded: () => {} }).catch(async (error: unknown) => {
    if (options.parent === undefined) await rm(parent, { recursive: true, force: true });
    throw error;
  });
  const clients = await clientsOf(running, () => running.folder.state.door.secret);
  const end = async () => {
    await clients.leave();
    await running.close();
  };
  return {
    ...clients,
    running,
    end,
    close: async () => {
      await end();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

/**
 * Clients of a class that runs.
 * @param secret that of the attendees' link, which may be renewed
 */
export async function clientsOf(
  { attendees, trainers }: Pick<RunningClass, 'attendees' | 'trainers'>,
  secret = () => secretOf(attendees),
): Promise<ClassClients> {
  const page = attendees.replace(/#.*/, '');
  const answer = await fetch(new URL('/class.json', page));
  const doorway = read(doorwaySchema, await answer.text())!;
  const open: NatsConnection[] = [];
  const dial = async (name: string, creds: string, inbox?: string) => {
    const url = hubAddress(doorway.client, page);
    const client = await connectTo(() => ({ type: 'url', url }), name, { creds }, inbox);
    open.push(client);
    return client;
  };
  const lobby = await dial('lobby', doorway.lobby);
  const join: ClassClients['join'] = async (as, key, name) => {
    const answer = await askToJoin(lobby, { as, key, name });
    if ('refused' in answer) throw new Error(answer.words);
    return answer;
  };
  const connect: ClassClients['connect'] = ({ id, page: jwt, seed }) =>
    dial(id, credsOf(jwt, seed), inboxOf(id));
  return {
    page,
    doorway,
    lobby,
    join,
    connect,
    attend: (name) => join('seat', secret(), name),
    train: async (name) => {
      const member = await join('trainer', secretOf(trainers), name);
      const client = await connect(member);
      return {
        id: member.id,
        client,
        ask: (verb, request) => askAt(client, trainerSubject(member.id, verb), request),
      };
    },
    leave: async () => {
      await Promise.all(open.splice(0).map((client) => client.close()));
    },
  };
}

/** Longer than the registrar tries while a hub of three has lost the leader of a stream, in milliseconds. */
const longest = 40_000;

/** Sends a request, and answers what the answer's JSON says. */
export async function askAt(
  client: NatsConnection,
  subject: string,
  request: object = {},
  timeout = longest,
) {
  const { data } = await client.request(subject, JSON.stringify(request), { timeout });
  return JSON.parse(new TextDecoder().decode(data)) as Record<string, unknown>;
}

/** The secret in the fragment of a link. */
export const secretOf = (link: string): string => link.replace(/^.*[#=]/, '');
