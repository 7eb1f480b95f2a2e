import { createInbox, type Msg, type MsgHdrs } from '../nats/nats-client.ts';
import type { NatsConnection } from '../nats/connect.ts';

/** The kinds of connections in a trace, by nats-server's numbers. */
export const connection = {
  client: 0,
  router: 1,
  gateway: 2,
  system: 3,
  leaf: 4,
  jetStream: 5,
  account: 6,
} as const;

interface Base {
  /** When it happened; absent in an event that was put in for one that did not arrive. */
  ts?: string;
}

/** The arrival of a message at a server. */
export interface Ingress extends Base {
  type: 'in';
  kind: number;
  cid: number;
  name?: string;
  acc: string;
  subj: string;
  error?: string;
}

/** A connection to which a server passed the message on. */
export interface Egress extends Base {
  type: 'eg';
  kind: number;
  cid: number;
  name?: string;
  hop?: string;
  acc?: string;
  sub?: string;
  queue?: string;
  error?: string;
  /** The trace of the server at the other end, if it arrived. */
  link?: ServerTrace;
}

/** One thing that a server did with a traced message. */
export type TraceEvent =
  | Ingress
  | Egress
  | (Base & { type: 'sm'; to: string })
  | (Base & { type: 'se'; acc: string; to: string })
  | (Base & { type: 'si'; acc: string; from: string; to: string })
  | (Base & {
      type: 'js';
      stream: string;
      subject?: string;
      nointerest?: boolean;
      error?: string;
    });

/** The trace that one server sends: what it did with the message. */
export interface ServerTrace {
  server: { name: string; id?: string; cluster?: string; ver?: string; time?: string };
  request: { header?: Record<string, string[]> };
  hops?: number;
  events: TraceEvent[];
}

/** The events of one type. */
export const eventsOf = <T extends TraceEvent['type']>({ events }: ServerTrace, type: T) =>
  events.filter((event): event is Extract<TraceEvent, { type: T }> => event.type === type);

/** The arrival at a server, the first event of its trace. */
export const ingressOf = (trace: ServerTrace): Ingress | undefined => {
  const [first] = trace.events;
  return first?.type === 'in' ? first : undefined;
};

/** The words of the `nats` CLI for a server whose trace did not arrive. */
const missing = 'This trace event was missing';

interface Tracing {
  subject: string;
  payload: Uint8Array;
  headers: MsgHdrs;
  deliver: boolean;
  inboxPrefix: string | undefined;
  /** How long the next trace may take, in milliseconds. */
  timeout: number;
  signal: AbortSignal;
  /** Called with each trace as it arrived. */
  heard: (json: string) => void;
}

/**
 * Publishes a message that asks each server on its way for a trace, and puts the traces together. Servers that do
 * not answer in time are left out.
 * @returns the trace of the first server, with the others linked to it; undefined if no server answered
 */
export async function traceMessage(
  nats: NatsConnection,
  { subject, payload, headers, deliver, inboxPrefix, timeout, signal, heard }: Tracing,
): Promise<ServerTrace | undefined> {
  const inbox = createInbox(inboxPrefix);
  headers.set('Nats-Trace-Dest', inbox);
  if (!deliver) headers.set('Nats-Trace-Only', 'true');
  let origin: ServerTrace | undefined;
  const hops = new Map<string, ServerTrace>();
  await new Promise<void>((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      subscription.unsubscribe();
      resolve();
    };
    let timer = setTimeout(end, timeout);
    signal.addEventListener('abort', end);
    const take = (text: string) => {
      heard(text);
      const trace = JSON.parse(text) as ServerTrace;
      if (ingressOf(trace)?.kind === connection.client) origin = trace;
      else hops.set(trace.request.header?.['Nats-Trace-Hop']?.[0] ?? '', trace);
      if (origin && complete(origin, hops)) return end();
      clearTimeout(timer);
      timer = setTimeout(end, timeout);
    };
    const callback = (error: Error | null, message: Msg) => {
      if (!error) return take(message.string());
      end();
      reject(error);
    };
    const subscription = nats.subscribe(inbox, { callback });
    nats.publish(subject, payload, { headers });
  });
  return putTogether(origin, hops);
}

/** Whether each server that a message was passed on to has sent its trace. */
function complete(trace: ServerTrace, hops: ReadonlyMap<string, ServerTrace>): boolean {
  return eventsOf(trace, 'eg').every(({ hop }) => {
    if (!hop) return true;
    const next = hops.get(hop);
    return next !== undefined && complete(next, hops);
  });
}

/** Links the traces by their hops: `1.2` is the second of those to which hop `1` passed the message on. */
function putTogether(
  origin: ServerTrace | undefined,
  hops: Map<string, ServerTrace>,
): ServerTrace | undefined {
  let root = origin;
  for (const hop of [...hops.keys()].sort()) {
    for (let child = hop; child.includes('.');) {
      const parent = child.slice(0, child.lastIndexOf('.'));
      if (!hops.has(parent)) hops.set(parent, standIn(hops.get(child)!, child));
      child = parent;
    }
    const first = hop.split('.')[0]!;
    root ??= standIn(hops.get(first)!, first, connection.client);
  }
  if (root) link(root, hops);
  return root;
}

/** A trace in place of one that did not arrive, known only from the next server's. */
function standIn(next: ServerTrace, hop: string, kind?: number): ServerTrace {
  const { kind: over = connection.leaf, name } = ingressOf(next) ?? {};
  return {
    server: { name: name || '<Unknown>' },
    request: {},
    events: [
      { type: 'in', kind: kind ?? over, cid: 0, acc: '', subj: '', error: missing },
      { type: 'eg', kind: over, cid: 0, name: next.server.name, hop },
    ],
  };
}

function link(trace: ServerTrace, hops: ReadonlyMap<string, ServerTrace>): void {
  for (const egress of eventsOf(trace, 'eg')) {
    const next = egress.hop ? hops.get(egress.hop) : undefined;
    if (!next) continue;
    egress.link = next;
    link(next, hops);
  }
}
