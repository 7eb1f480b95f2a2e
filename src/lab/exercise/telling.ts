import type { LabHost } from '../network/host.ts';
import type { LabClient } from '../network/lab-client.ts';
import { wordsOf, type Act } from './act.ts';
import type { ExerciseTools } from './exercise.ts';

/** Something that a solution does: a line that it runs at a server, or another act, in words. */
export type Deed =
  | { type: 'line'; server: string; line: string; printed: Promise<string> }
  | { type: 'act'; words: string };

/** The acts of a host that a reader can do on the map as well, by the call. */
const acts: { [Call in keyof LabHost]?: (...args: Parameters<LabHost[Call]>) => Act } = {
  cutLink: (cut, how) => ({ cut, how }),
  healLink: (heal) => ({ heal }),
  shapeLink: (slow, { delay = 0 }) => ({ slow, delay }),
  stopServer: (stop) => ({ stop }),
  crashServer: (crash) => ({ crash }),
  wipeServer: (wipe) => ({ wipe }),
  saveDisk: (saveDisk) => ({ saveDisk }),
  restoreDisk: (restoreDisk) => ({ restoreDisk }),
};

const originals = new WeakMap<LabClient, LabClient>();

/** The client of the lab behind one whose acts are told. */
export const originalOf = (client: LabClient): LabClient => originals.get(client) ?? client;

/** The same tools, of which each tells what is done with it, before it is done. */
export function telling(tools: ExerciseTools, tell: (deed: Deed) => void): ExerciseTools {
  const say = (words: string) => tell({ type: 'act', words });
  const configure = (server: string) =>
    say(`Give ${server} another configuration: ${server}.conf, under Configuration`);
  return {
    ...tools,
    say,
    get host() {
      return tellingHost(tools.host, say);
    },
    connect: async (server, login) =>
      tellingClient(await tools.connect(server, login), server, say),
    apply: (server, config) => {
      configure(server);
      return tools.apply(server, config);
    },
    restart: (server, config) => {
      configure(server);
      return tools.restart(server, config);
    },
    run: (server, line) => {
      const printed = tools.run(server, line);
      tell({ type: 'line', server, line, printed });
      return printed;
    },
    end: (server, line) => {
      say(wordsOf({ end: line, at: server }));
      return tools.end(server, line);
    },
    sign: (signing) => {
      say(wordsOf(signing));
      return tools.sign(signing);
    },
  };
}

/** A host that tells of the acts which change something. */
const tellingHost = (host: LabHost, say: (words: string) => void): LabHost =>
  new Proxy(host, {
    get(target, name: keyof LabHost) {
      const call = target[name] as (...args: unknown[]) => unknown;
      if (typeof call !== 'function') return call;
      const act = acts[name] as ((...args: unknown[]) => Act) | undefined;
      return (...args: unknown[]) => {
        if (act) say(`${wordsOf(act(...args))}, on the map`);
        return Reflect.apply(call, target, args);
      };
    },
  });

/** A client that tells of what it sends and hears. What checks ask of a server is not told. */
function tellingClient(client: LabClient, server: string, say: (words: string) => void): LabClient {
  const words: { [Call in keyof LabClient]?: (...args: Parameters<LabClient[Call]>) => string } = {
    publish: (subject) => `At ${server} a client publishes on ${subject}`,
    request: (subject) => `At ${server} a client sends a request on ${subject}`,
    subscribe: (subject, { queue }) =>
      `At ${server} a client subscribes to ${subject}${queue ? `, in the queue group ${queue}` : ''}`,
  };
  const told = new Proxy(client, {
    get(target, name: keyof LabClient) {
      const call = target[name] as (...args: unknown[]) => unknown;
      if (typeof call !== 'function') return call;
      const inWords = words[name] as ((...args: unknown[]) => string) | undefined;
      return (...args: unknown[]) => {
        if (inWords && !/^[$_]/.test(String(args[0]))) say(inWords(...args));
        return Reflect.apply(call, target, args);
      };
    },
  });
  originals.set(told, originalOf(client));
  return told;
}
