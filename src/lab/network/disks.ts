/** A folder or a file on the disk of a server: plain data, which a message and a database of the browser take. */
export interface DiskEntry {
  /** Its path from the root of the disk, such as `/data/jetstream`. */
  path: string;
  /** Its permissions, as Unix numbers them. */
  mode: number;
  /** When it was last changed, in milliseconds since the Unix epoch. */
  modified: number;
  /** The bytes of a file; undefined for a folder. */
  size?: number;
  /** Its content; left out where a file is as it was at the moment since which changes were asked for. */
  bytes?: Uint8Array<ArrayBuffer>;
}

/** All that a server has stored. A folder comes before what is in it. */
export interface Disk {
  server: string;
  entries: readonly DiskEntry[];
}

/** The disks of servers at one moment, as a crash of all of them would leave them. */
export interface TakenDisks {
  /** Names the moment for the next call. */
  mark: number;
  /** The bytes of all files on all disks. */
  size: number;
  /** The disks with a change since the moment that was asked about; undefined where all of them hold too much. */
  disks?: Disk[];
}

/** The disks of a host that holds them in memory only. */
export interface HostDisks {
  /**
   * Takes the disks that have changed. Answers undefined where none has: that costs next to nothing.
   * @param since the mark of an earlier call of the same host, or 0 for all that there is
   * @param most how many bytes all disks may hold to be taken
   */
  take(since: number, most: number): Promise<TakenDisks | undefined>;
  /**
   * Gives servers that have not started their disks.
   * @throws Error where one does not fit, in words for the reader
   */
  put(disks: readonly Disk[]): Promise<void>;
}
