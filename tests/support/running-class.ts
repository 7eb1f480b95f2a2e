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

/** A class of the real command, with an empty site, and clients of it. */
export interface ClassAtWork {
  running: RunningClass;
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
  /** Connects as a seat or a trainer does from its page. It is closed with the class. */
  connect: (member: Membership) => Promise<NatsConnection>;
  /** Ends the class and all clients, and keeps its folder. */
  end: () => Promise<void>;
  /** Ends it, and removes its folder. */
  close: () => Promise<void>;
}

export interface Trainer {
  id: string;
  client: NatsConnection;
  /** Asks the registrar, and answers its reply as it is. */
  ask: (verb: string, request?: object) => Promise<Record<string, unknown>>;
}

/** Starts a class at free ports. @param options what it differs by; `parent` is removed with it */
export async function startClass(options: Partial<ClassOptions> = {}): Promise<ClassAtWork> {
  const parent = options.parent ?? (await mkdtemp(path.join(tmpdir(), 'leafwise-class-')));
  const site = path.join(parent, 'site');
  await mkdir(site, { recursive: true });
  await writeFile(path.join(site, '404.html'), 'nothing here');
  const running = await runClass({
    host: '127.0.0.1',
    ...(options.resume === undefined && { port: 0 }),
    name: 'A class',
    binary: await nativeServer(),
    site,
    parent,
    hubEnded: () => {},
    ...options,
  });
  const page = running.attendees.replace(/#.*/, '');
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
  const join: ClassAtWork['join'] = async (as, key, name) => {
    const answer = await askToJoin(lobby, { as, key, name });
    if ('refused' in answer) throw new Error(answer.words);
    return answer;
  };
  const connect: ClassAtWork['connect'] = ({ id, page: jwt, seed }) =>
    dial(id, credsOf(jwt, seed), inboxOf(id));
  const end = async () => {
    await Promise.all(open.splice(0).map((client) => client.close()));
    await running.close();
  };
  return {
    running,
    page,
    doorway,
    lobby,
    join,
    connect,
    attend: (name) => join('seat', running.folder.state.door.secret, name),
    train: async (name) => {
      const member = await join('trainer', secretOf(running.trainers), name);
      const client = await connect(member);
      return {
        id: member.id,
        client,
        ask: (verb, request) => askAt(client, trainerSubject(member.id, verb), request),
      };
    },
    end,
    close: async () => {
      await end();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

/** Sends a request, and answers what the answer's JSON says. */
export async function askAt(client: NatsConnection, subject: string, request: object = {}) {
  const { data } = await client.request(subject, JSON.stringify(request), { timeout: 5000 });
  return JSON.parse(new TextDecoder().decode(data)) as Record<string, unknown>;
}

/** The secret in the fragment of a link. */
export const secretOf = (link: string): string => link.replace(/^.*[#=]/, '');
