import type { Refusal } from '../../lab/session/refusals.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import type { MarkKind } from './mark-kinds.ts';

/** A stream as the map shows it. `mirrorOf` names the stream that it copies, `leads` that its server leads its replicas. */
export interface StreamOnMap {
  name: string;
  messages: number;
  mirrorOf?: string;
  leads?: boolean;
}

/** A stream at a server. */
export interface ReelPlace {
  server: string;
  stream: string;
}

/** The way from a stream to its mirror or to a stream that sources it. `waits`: what the copy lacks, if its way is cut. */
export interface CopyOnMap {
  from: ReelPlace;
  to: ReelPlace;
  waits?: CopyWaits;
}

/** Why nothing is copied, as `1 behind, waiting`, and in about half as many letters. */
export interface CopyWaits {
  words: string;
  brief: string;
}

/** A client as the map shows it: its name, and the subjects that it has subscribed to. */
export interface ClientOnMap {
  name: string;
  wants: readonly string[];
}

/** A server as the map shows it. `detail` is the rest of its line: a version, or why it failed. */
export interface ServerOnMap {
  state: 'stopped' | 'starting' | 'running' | 'failed';
  detail?: string;
  streams?: StreamOnMap[];
  clients?: ClientOnMap[];
  /** Whether it is the meta leader of its cluster. */
  leads?: boolean;
}

/**
 * A link as the map shows it. Before the servers run: `rest` if a configuration dials it, `choice` if it is one of
 * several that a remote names. `absent`: no configuration dials it. `words` say its state, and are about as long as
 * `not connected`; `brief` does so where two domains stand close, in about nine letters.
 */
export interface LinkOnMap {
  state: 'rest' | 'choice' | 'absent' | 'down' | 'up' | 'slow' | 'cut';
  words: string;
  brief?: string;
}

/** A server or link that the reader can point at. */
export type Spot = { type: 'server' | 'link'; name: string };

/** Something that crossed a link: one message, or several of a kind in a moment. */
export interface MarkOnMap {
  /** Its own among the marks that are on the map together. */
  id: number;
  /** The link's name. */
  link: string;
  /** The server at whose end it starts. */
  from: string;
  kind: MarkKind;
  /** Its subject, or for a refused one the rule that stopped it. */
  label: string;
  /** What it is, in a few words. */
  words: string;
  /** Milliseconds since the Unix epoch. */
  at: number;
  /** How many they were, if more than one. */
  count?: number;
  /** How long they are on their way, in milliseconds, where that is longer than the eye needs. */
  takes?: number;
  /** Set where the link is cut in silence: they get as far as the gap. */
  held?: boolean;
  /** Refusals of the mark, the first of them in `label`. */
  refusals?: readonly Refusal[];
  /** Set on refusals that answer no act of the reader's, such as those at each connection. */
  quiet?: boolean;
}

export interface TopologyMapProps {
  topology: Topology;
  /** Where servers were moved: the topology before, as large as whose stations these are. */
  sizedAs?: Topology | undefined;
  /** Set where it is drawn wide on a narrow page too, and scrolls there. */
  wide?: boolean | undefined;
  /** By server name. Left out: the still map. */
  servers?: Record<string, ServerOnMap> | undefined;
  /** By link name. Left out: the start state, as the configurations have it. */
  links?: Record<string, LinkOnMap> | undefined;
  copies?: CopyOnMap[] | undefined;
  marks?: MarkOnMap[];
  /** The spot that is marked as chosen. */
  chosen?: Spot | undefined;
  /** Left out: the map has no buttons. */
  onChoose?: ((spot: Spot) => void) | undefined;
  /** Called with the spot that the pointer or the keyboard is on, and without one when it has left. */
  onPoint?: ((spot: Spot | undefined) => void) | undefined;
  /** Called with a mark that the reader has caught, on its way or in the list of the last ones. */
  onCatch?: ((mark: MarkOnMap) => void) | undefined;
  /** Called once for each mark, when its journey is over and it may be dropped from `marks`. */
  onMarkDone?: (id: number) => void;
}
