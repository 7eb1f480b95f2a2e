/** The part of a tab's memory that one server has for its streams, in bytes. */
export interface Share {
  /** For streams in memory. */
  memory: number;
  /** For streams in files. */
  storage: number;
  /** The size of its disk, which holds more than streams. */
  disk: number;
}

const MiB = 1 << 20;
/** Measured: a tab that 1.5 GB were left to was ended by its browser at about 1 GB. */
const disks = 512 * MiB;
const memories = 256 * MiB;
/** The memory of a device from which on a tab has all of that, in GiB. */
const enough = 4;

/**
 * Answers the share of each of so many servers. It is a share so that none takes the room of another.
 * A browser tells the memory of its device roughly, or not at all; what it would give to a page, no
 * browser tells before it ends the tab.
 */
export function shareOf(servers: number): Share {
  const { navigator } = globalThis as { navigator?: { deviceMemory?: number } };
  const deviceMemory = navigator?.deviceMemory ?? enough;
  const part = Math.min(1, deviceMemory / enough) / servers;
  const disk = Math.floor(disks * part);
  // The rest is for what is written beside messages: nats-server takes three quarters of a disk itself.
  return { memory: Math.floor(memories * part), storage: Math.floor((disk / 4) * 3), disk };
}
