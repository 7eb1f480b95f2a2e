import { createBirpc } from 'birpc';
import type { HostConnection, OpenHost } from '../../lab/network/host.ts';
import type { MessageLine } from '../../lab/network/message-line.ts';
import { toBytes } from '../channel/codec.ts';
import {
  calls,
  fromLine,
  onlySeen,
  pipeMessage,
  readPipe,
  type Grant,
  type Granted,
  type LineCalls,
  type LineEvents,
} from './line-protocol.ts';
import { Pipes } from './pipes.ts';
import { wholeLine } from './whole-line.ts';

/** The largest message of a bench, in bytes: a page of monitoring, or many frames. */
const largest = 64 << 20;
/** How long a bench may take to answer at first, in milliseconds: its page may be gone. */
const patience = 10_000;

/** Joins the lab that runs in another page, at the other end of a line. Closing leaves it running. */
export const lineHost =
  (
    line: MessageLine,
    told: { onGrant: (grant: Grant) => void } & Pick<LineEvents, 'onMissed'>,
  ): OpenHost =>
  async (topology, events, progress, signal) => {
    progress({ type: 'starting' });
    let granted: Granted = { grant: 'see', creds: {} };
    const setGrant = (next: Granted) => {
      granted = next;
      told.onGrant(next.grant);
    };
    let receive: (data: Uint8Array<ArrayBuffer>) => void = () => {};
    const whole = wholeLine(line, {
      largest,
      onMessage: (message) => {
        const { pipe, bytes } = readPipe(message);
        if (pipe === calls) receive(bytes);
        else pipes.take(pipe, bytes);
      },
      onEnd: (words) => {
        left(words);
        events.onEnd(words);
      },
    });
    const pipes = new Pipes(() => whole);
    const rpc = createBirpc<LineCalls, LineEvents>(
      {
        onServer: (...event) => events.onServer(...event),
        onConfig: (...config) => events.onConfig?.(...config),
        onLink: (...event) => events.onLink(...event),
        onLog: (...event) => events.onLog(...event),
        onWire: (...event) => events.onWire(...event),
        onGrant: setGrant,
        onMissed: told.onMissed,
      },
      {
        post: (data: Uint8Array) => whole.send(pipeMessage(calls, data)),
        on: (take) => {
          receive = take;
        },
        serialize: toBytes,
        deserialize: fromLine,
        timeout: -1,
      },
    );
    function left(words: string): void {
      pipes.endAll();
      if (!rpc.$closed) rpc.$close(new Error(words));
    }
    const close = () => {
      whole.close('The viewer has left.');
      left('the page has left the bench');
    };
    signal.addEventListener('abort', close, { once: true });

    let next = calls + 1;
    const late = setTimeout(() => {
      whole.close('The viewer has left.');
      left('This bench does not answer. Is its page still open?');
    }, patience);
    try {
      const joined = await rpc.join(topology.name);
      clearTimeout(late);
      setGrant(joined.granted);
      const connection: HostConnection = {
        host: rpc,
        openClient: (server) => {
          if (granted.grant !== 'take') throw new Error(onlySeen);
          const { port1, port2 } = new MessageChannel();
          const pipe = next++;
          pipes.open(pipe, port2);
          rpc.dial(pipe, server).catch(() => pipes.end(pipe));
          return { type: 'port', port: port1 };
        },
        found: joined.configs,
        lent: {
          credsOf: (user) => (Object.hasOwn(granted.creds, user) ? granted.creds[user] : undefined),
        },
        close,
      };
      return connection;
    } catch (error) {
      clearTimeout(late);
      close();
      throw error;
    }
  };
