import { createBirpc } from 'birpc';
import {
  callsOf,
  type ClientEndpoint,
  type LabHost,
  type SharedEvents,
} from '../../lab/network/host.ts';
import type { MessageLine } from '../../lab/network/message-line.ts';
import { toBytes } from '../channel/codec.ts';
import {
  calls,
  fromLine,
  lineEventNames,
  onlySeen,
  pipeMessage,
  readPipe,
  type Grant,
  type LineCalls,
  type LineEvents,
} from './line-protocol.ts';
import { Pipes } from './pipes.ts';
import { wholeLine } from './whole-line.ts';

/** A lab that runs in this page, as it is lent to another. */
export interface LentBench {
  /** The name of its topology. */
  topology: string;
  host: LabHost;
  openClient: (server: string) => ClientEndpoint;
  configs: () => Readonly<Record<string, string>>;
  /** The credentials of the users of its operator, by name. */
  creds: () => Readonly<Record<string, string>>;
  /** Tells how the lab is, then each change. Answers the end of that. */
  watch: (events: SharedEvents) => () => void;
}

/** A viewer of a bench. */
export interface Viewer {
  /** Lets the viewer do more, or less: connections of clients then end at once. */
  grant(grant: Grant): void;
  /** Ends it at once; the viewer is told why. */
  end(words: string): void;
}

/** The calls that change nothing. */
const seeing: ReadonlySet<string> = new Set<keyof LabHost>(['monitor', 'linkTotals']);
/** The largest message of a viewer, in bytes: a configuration or a file. */
const largest = 1 << 20;
/** How much may wait for a viewer before frames and log lines are left out, in bytes. */
const roomForFrames = 512 << 10;
const mostPipes = 32;

/**
 * Lends a bench to the page at the other end of a line.
 * @param onEnd told once the viewer has left, or its line is broken
 */
export function serveLine(
  line: MessageLine,
  bench: LentBench,
  first: Grant,
  onEnd: (words: string) => void,
): Viewer {
  let grant = first;
  let missed = 0;
  let gone = false;
  let unwatch = () => {};
  let receive: (data: Uint8Array<ArrayBuffer>) => void = () => {};

  const whole = wholeLine(line, {
    largest,
    onMessage: (message) => {
      const { pipe, bytes } = readPipe(message);
      if (pipe === calls) receive(bytes);
      else pipes.take(pipe, bytes);
    },
    onRoom: tellMissed,
    onEnd: (words) => {
      left();
      onEnd(words);
    },
  });
  const pipes = new Pipes(() => whole);
  const functions: LineCalls = {
    ...granted(callsOf(() => bench.host)),
    join: async (name) => {
      if (name !== bench.topology) {
        throw new Error(`This bench has ${bench.topology}, and your page is about ${name}.`);
      }
      unwatch();
      if (gone) throw new Error('The line has ended.');
      unwatch = bench.watch({
        onServer: (...state) => tell('onServer', ...state),
        onConfig: (...config) => tell('onConfig', ...config),
        onLink: (...state) => tell('onLink', ...state),
        onLog: (lines) => hasRoom(lines) && tell('onLog', lines),
        onWire: (events) => hasRoom(events) && tell('onWire', events),
      });
      return { granted: told(), configs: bench.configs() };
    },
    dial: async (pipe, server) => {
      if (grant !== 'take') throw new Error(onlySeen);
      if (typeof pipe !== 'number' || pipe === calls || pipes.has(pipe)) {
        throw new Error('This number is no free pipe.');
      }
      if (pipes.size >= mostPipes) throw new Error(`There are ${mostPipes} clients already.`);
      const endpoint = bench.openClient(server);
      if (endpoint.type === 'url') throw new Error('Clients of native servers are not lent.');
      pipes.open(pipe, endpoint.port);
    },
  };
  const rpc = createBirpc<LineEvents, LineCalls>(
    // Nothing but these: a viewer may name any property.
    Object.assign(Object.create(null) as LineCalls, functions),
    {
      post: (data: Uint8Array) => whole.send(pipeMessage(calls, data)),
      on: (take) => {
        receive = take;
      },
      eventNames: lineEventNames,
      serialize: toBytes,
      deserialize: fromLine,
      timeout: -1,
    },
  );

  /** Passes on the calls that the viewer may make, as it is at each of them. */
  function granted(host: LabHost): LabHost {
    const guarded = Object.entries(host).map(([name, call]) => [
      name,
      async (...args: unknown[]) => {
        if (grant !== 'take' && !seeing.has(name)) throw new Error(onlySeen);
        return await (call as (...args: unknown[]) => unknown)(...args);
      },
    ]);
    return Object.fromEntries(guarded) as LabHost;
  }

  /** What the viewer is told of its grant. */
  const told = () => ({ grant, creds: grant === 'take' ? bench.creds() : {} });

  /** Whether these may be sent. Those that may not are counted: frames can be left out, and states cannot. */
  function hasRoom(items: readonly unknown[]): boolean {
    tellMissed();
    const has = whole.waiting() < roomForFrames;
    if (!has) missed += items.length;
    return has;
  }

  function tellMissed(): void {
    if (missed === 0 || whole.waiting() >= roomForFrames) return;
    const count = missed;
    missed = 0;
    tell('onMissed', count);
  }

  /** Sends an event, unless the viewer has left. */
  function tell<N extends keyof LineEvents>(name: N, ...event: Parameters<LineEvents[N]>): void {
    if (!gone) void (rpc[name] as (...event: unknown[]) => unknown)(...event);
  }

  function left(): void {
    gone = true;
    unwatch();
    pipes.endAll();
    if (!rpc.$closed) rpc.$close();
  }

  return {
    grant: (next) => {
      grant = next;
      if (next === 'see') pipes.endAll();
      tell('onGrant', told());
    },
    end: (words) => {
      whole.close(words);
      left();
    },
  };
}
