import type { HostDisks } from '../../lab/network/disks.ts';
import type { LabHost, LabHostEvents, Reading } from '../../lab/network/host.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import type { PackedRun } from './packed-wire.ts';

/** The calls of the page to its worker, over birpc. */
export interface WorkerCalls extends LabHost {
  /**
   * Runs the module for a topology. Once, before any other call.
   * @param module the compiled module
   * @param life the name of the lock that the worker holds while it lives
   */
  boot(
    topology: Topology,
    module: WebAssembly.Module,
    reading: Reading,
    life: string,
  ): Promise<void>;
  takeDisks: HostDisks['take'];
  putDisks: HostDisks['put'];
}

/** The calls of the worker to its page, over birpc. */
export interface PageCalls extends Omit<LabHostEvents, 'onWire'> {
  onWire(runs: PackedRun[]): void;
  /** The module itself ended, and all servers with it. */
  onEngineEnd(reason: string): void;
}

/**
 * The one message beside birpc's, since it carries a port: a client connection to a server. The port
 * then carries ArrayBuffers both ways; null means that the connection has closed.
 */
export interface ClientConnection {
  connect: string;
}

/** What became of the module, as the worker that unpacks it tells. */
export type Compiled =
  | { type: 'compiled'; module: WebAssembly.Module }
  | { type: 'broken'; reason: string }
  /** The bytes may be whole all the same. */
  | { type: 'memory-short' };

/**
 * What the worker that unpacks the module is given: its packed bytes, and null once that was all; or that it is to have the
 * browser keep unpacked what it keeps packed.
 */
export type ToUnpacker = Uint8Array<ArrayBuffer> | null | 'keep';
