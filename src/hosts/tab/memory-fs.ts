import type { DiskEntry } from '../../lab/network/disks.ts';

/** The flags of `open`, as Linux numbers them. Go reads them from `fs.constants`. */
export const constants = {
  O_RDONLY: 0,
  O_WRONLY: 1,
  O_RDWR: 2,
  O_CREAT: 0o100,
  O_EXCL: 0o200,
  O_TRUNC: 0o1000,
  O_APPEND: 0o2000,
  O_DIRECTORY: 0o200000,
};

const folderBit = 0o040000;
const fileBit = 0o100000;

/** An error with the code by which Go knows it, such as `ENOENT`. */
export class FsError extends Error {
  readonly code: string;

  constructor(code: string, path = '') {
    super(`${code} ${path}`.trimEnd());
    this.code = code;
  }
}

/** The room that the files of a folder share. Sizes are bytes. */
interface Disk {
  readonly capacity: number;
  used: number;
  /** The last change to what is on it, as `changes` counts them. */
  changed: number;
}

interface Inode {
  readonly ino: number;
  readonly disk: Disk;
  mode: number;
  modified: number;
  /** Its last change: after that moment its path has led to the same bytes. */
  changed: number;
  /** Whether a name leads to it, and how many have it open: without either its room is free again. */
  named: boolean;
  opened: number;
  /** A file's bytes, the first `size` of them in use; undefined for a directory. */
  data?: Uint8Array<ArrayBuffer>;
  /** Whether a copy has the same bytes, so that a change is made on bytes of its own. */
  shared?: boolean;
  size: number;
  /** A directory's entries; undefined for a file. */
  entries?: Map<string, Inode>;
}

interface OpenFile {
  inode: Inode;
  path: string;
  flags: number;
  position: number;
}

/** The answer of `stat`, in the names of Node's fs. Times are milliseconds, sizes bytes. */
export interface Stats {
  dev: number;
  ino: number;
  mode: number;
  nlink: number;
  uid: number;
  gid: number;
  rdev: number;
  size: number;
  blksize: number;
  blocks: number;
  atimeMs: number;
  mtimeMs: number;
  ctimeMs: number;
  isDirectory(): boolean;
}

/** Counts the changes to all files. */
let changes = 0;

/**
 * A file system in memory with as much of POSIX as nats-server's file store uses: a file that is
 * renamed or removed stays readable where it is open, and a rename replaces. No links, and no
 * permissions: a mode is kept but not enforced. All methods throw FsError.
 */
export class MemoryFs {
  #inodes = 0;
  readonly #root = this.#create(folderBit | 0o755, newDisk(Infinity));
  readonly #open = new Map<number, OpenFile>();
  /** 0 to 2 are the standard streams, which a caller handles. */
  #lastFd = 2;

  open(path: string, flags: number, mode: number): number {
    const { parent, name } = this.#locate(path);
    let inode = name === '' ? this.#root : parent.entries!.get(name);
    if (!inode) {
      if (!(flags & constants.O_CREAT)) throw new FsError('ENOENT', path);
      inode = this.#create(fileBit | (mode & 0o777), parent.disk);
      parent.entries!.set(name, inode);
    } else if (flags & constants.O_CREAT && flags & constants.O_EXCL) {
      throw new FsError('EEXIST', path);
    }
    const writes = (flags & 3) !== constants.O_RDONLY;
    if (inode.entries && writes) throw new FsError('EISDIR', path);
    if (!inode.entries && flags & constants.O_DIRECTORY) throw new FsError('ENOTDIR', path);
    if (writes && flags & constants.O_TRUNC) resize(inode, 0);
    inode.opened++;
    this.#open.set(++this.#lastFd, { inode, path, flags, position: 0 });
    return this.#lastFd;
  }

  close(fd: number): void {
    const { inode } = this.#file(fd);
    this.#open.delete(fd);
    inode.opened--;
    release(inode);
  }

  /** Closes all files: their program has ended. */
  closeAll(): void {
    for (const fd of this.#open.keys()) this.close(fd);
  }

  /** Answers how many bytes it read. A null position is the file's own, which then moves on. */
  read(fd: number, into: Uint8Array, offset: number, length: number, at: number | null): number {
    const file = this.#file(fd);
    const { inode } = file;
    if (!inode.data) throw new FsError('EISDIR', file.path);
    const from = at ?? file.position;
    const bytes = inode.data.subarray(from, Math.max(from, Math.min(inode.size, from + length)));
    into.set(bytes, offset);
    if (at === null) file.position += bytes.length;
    return bytes.length;
  }

  /** Answers how many bytes it wrote: all. A null position is the file's own, which then moves on. */
  write(fd: number, bytes: Uint8Array, offset: number, length: number, at: number | null): number {
    const file = this.#file(fd);
    const { inode } = file;
    if (!inode.data || (file.flags & 3) === constants.O_RDONLY)
      throw new FsError('EBADF', file.path);
    const from = file.flags & constants.O_APPEND ? inode.size : (at ?? file.position);
    if (from + length > inode.size) resize(inode, from + length);
    unshare(inode);
    inode.data.set(bytes.subarray(offset, offset + length), from);
    inode.modified = Date.now();
    touch(inode);
    if (at === null) file.position = from + length;
    return length;
  }

  ftruncate(fd: number, size: number): void {
    resize(this.#file(fd).inode, size);
  }

  truncate(path: string, size: number): void {
    const inode = this.#find(path);
    if (inode.entries) throw new FsError('EISDIR', path);
    resize(inode, size);
  }

  fsync(fd: number): void {
    this.#file(fd);
  }

  fstat(fd: number): Stats {
    return stats(this.#file(fd).inode);
  }

  stat(path: string): Stats {
    return stats(this.#find(path));
  }

  mkdir(path: string, mode: number): void {
    const { parent, name } = this.#locate(path);
    if (name === '' || parent.entries!.has(name)) throw new FsError('EEXIST', path);
    parent.entries!.set(name, this.#create(folderBit | (mode & 0o777), parent.disk));
  }

  /** Makes a folder on a disk of its own. Writing is refused with ENOSPC where that is full. */
  makeDisk(path: string, capacity: number): void {
    const { parent, name } = this.#locate(path);
    if (parent.entries!.has(name)) throw new FsError('EEXIST', path);
    parent.entries!.set(name, this.#create(folderBit | 0o755, newDisk(capacity)));
  }

  readdir(path: string): string[] {
    const { entries } = this.#find(path);
    if (!entries) throw new FsError('ENOTDIR', path);
    return [...entries.keys()];
  }

  rename(from: string, to: string): void {
    const source = this.#locate(from);
    const inode = source.parent.entries!.get(source.name);
    if (!inode) throw new FsError('ENOENT', from);
    const target = this.#locate(to);
    const replaced = target.parent.entries!.get(target.name);
    if (replaced === inode) return;
    if (inode.entries && `${to}/`.startsWith(`${from}/`)) throw new FsError('EINVAL', to);
    if (replaced?.entries && !inode.entries) throw new FsError('EISDIR', to);
    if (replaced && !replaced.entries && inode.entries) throw new FsError('ENOTDIR', to);
    if (replaced?.entries?.size) throw new FsError('ENOTEMPTY', to);
    if (replaced) unname(replaced);
    source.parent.entries!.delete(source.name);
    target.parent.entries!.set(target.name, inode);
    touchAll(inode);
  }

  unlink(path: string): void {
    const { parent, name } = this.#locate(path);
    const inode = parent.entries!.get(name);
    if (!inode) throw new FsError('ENOENT', path);
    if (inode.entries) throw new FsError('EISDIR', path);
    parent.entries!.delete(name);
    touch(parent);
    unname(inode);
  }

  rmdir(path: string): void {
    const { parent, name } = this.#locate(path);
    const inode = parent.entries!.get(name);
    if (!inode) throw new FsError('ENOENT', path);
    if (!inode.entries) throw new FsError('ENOTDIR', path);
    if (inode.entries.size) throw new FsError('ENOTEMPTY', path);
    parent.entries!.delete(name);
    touch(parent);
  }

  /** Writes a whole file, in place of what was there, and makes the folders that lead to it. */
  writeFile(path: string, text: string): void {
    for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1)) {
      if (!this.has(path.slice(0, end))) this.mkdir(path.slice(0, end), 0o755);
    }
    const bytes = new TextEncoder().encode(text);
    const fd = this.open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, 0o644);
    this.write(fd, bytes, 0, bytes.length, 0);
    this.close(fd);
  }

  /**
   * Copies a folder and all in it, as it is at this moment, to a path that is free: onto a disk of its
   * own, with as much room. The two share the bytes that neither changes.
   */
  copyTree(from: string, to: string): void {
    const { parent, name } = this.#locate(to);
    if (parent.entries!.has(name)) throw new FsError('EEXIST', to);
    const source = this.#find(from);
    parent.entries!.set(name, this.#copy(source, newDisk(source.disk.capacity)));
  }

  /** Removes a folder and all in it. No error if it is not there. */
  removeTree(path: string): void {
    const { parent, name } = this.#locate(path);
    const inode = parent.entries!.get(name);
    parent.entries!.delete(name);
    if (inode) unname(inode);
  }

  /** The last change to what is on the disk of a folder: a number that only grows. */
  changedAt(path: string): number {
    return this.#find(path).disk.changed;
  }

  /**
   * Lists all in a folder, a folder before what is in it.
   * @param since files that have not changed after this moment of `changedAt` come without their bytes
   * @returns bytes that are the files' own: to be copied before anything is written
   */
  readTree(path: string, since: number): DiskEntry[] {
    const found: DiskEntry[] = [];
    const walk = (folder: Inode, below: string) => {
      for (const [name, inode] of folder.entries!) {
        const { mode, modified, size, data, changed } = inode;
        const entry = { path: `${below}/${name}`, mode: mode & 0o777, modified };
        if (!data) {
          found.push(entry);
          walk(inode, entry.path);
        } else {
          const isOther = changed > since;
          found.push({ ...entry, size, ...(isOther && { bytes: data.subarray(0, size) }) });
        }
      }
    };
    walk(this.#find(path), '');
    return found;
  }

  /** Writes what `readTree` has listed, with the bytes of all files, into a folder that is empty. */
  writeTree(path: string, entries: readonly DiskEntry[]): void {
    for (const { path: below, mode, modified, size, bytes } of entries) {
      const at = `${path}${below}`;
      if (size === undefined) this.mkdir(at, mode);
      else {
        const fd = this.open(at, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode);
        this.write(fd, bytes!, 0, size, 0);
        this.close(fd);
      }
      this.#find(at).modified = modified;
    }
  }

  chmod(path: string, mode: number): void {
    setMode(this.#find(path), mode);
  }

  fchmod(fd: number, mode: number): void {
    setMode(this.#file(fd).inode, mode);
  }

  /** Times are seconds, as Go gives them. */
  utimes(path: string, _accessed: number, modified: number): void {
    const inode = this.#find(path);
    inode.modified = modified * 1000;
    touch(inode);
  }

  #create(mode: number, disk: Disk): Inode {
    const ino = ++this.#inodes;
    const modified = Date.now();
    const changed = (disk.changed = ++changes);
    const common = { ino, disk, mode, modified, changed, named: true, opened: 0, size: 0 };
    return (mode & folderBit) === folderBit
      ? { ...common, entries: new Map() }
      : { ...common, data: new Uint8Array(0) };
  }

  #copy(source: Inode, disk: Disk): Inode {
    const { mode, modified, size, data, entries } = source;
    const copy = { ...this.#create(mode, disk), modified, size };
    if (data) {
      copy.data = data;
      copy.shared = source.shared = true;
      disk.used += data.length;
    }
    for (const [name, inode] of entries ?? []) copy.entries!.set(name, this.#copy(inode, disk));
    return copy;
  }

  #file(fd: number): OpenFile {
    const file = this.#open.get(fd);
    if (!file) throw new FsError('EBADF');
    return file;
  }

  #find(path: string): Inode {
    const { parent, name } = this.#locate(path);
    const inode = name === '' ? parent : parent.entries!.get(name);
    if (!inode) throw new FsError('ENOENT', path);
    return inode;
  }

  /** Whether there is a file or a folder. */
  has(path: string): boolean {
    const { parent, name } = this.#locate(path);
    return parent.entries!.has(name);
  }

  /** The directory that holds a path's last name; that name is empty for the root. */
  #locate(path: string): { parent: Inode; name: string } {
    const names: string[] = [];
    for (const part of path.split('/')) {
      if (part === '..') names.pop();
      else if (part !== '' && part !== '.') names.push(part);
    }
    const name = names.pop() ?? '';
    let parent = this.#root;
    for (const part of names) {
      const next = parent.entries!.get(part);
      if (!next) throw new FsError('ENOENT', path);
      if (!next.entries) throw new FsError('ENOTDIR', path);
      parent = next;
    }
    return { parent, name };
  }
}

const newDisk = (capacity: number): Disk => ({ capacity, used: 0, changed: 0 });

/** Notes a change to a file or a folder. */
function touch(inode: Inode): void {
  inode.changed = inode.disk.changed = ++changes;
}

/** Notes that other paths lead to a file, or to a folder and all in it. */
function touchAll(inode: Inode): void {
  touch(inode);
  for (const entry of inode.entries?.values() ?? []) touchAll(entry);
}

/** Grows by a quarter and more, so that a log that is appended to is not copied each time. */
function resize(inode: Inode, size: number): void {
  const { data } = inode;
  if (!data) throw new FsError('EISDIR');
  if (size > data.length) {
    inode.data = grown(inode, size);
    delete inode.shared;
  } else if (size < inode.size) {
    unshare(inode);
    inode.data!.fill(0, size, inode.size);
  }
  inode.size = size;
  inode.modified = Date.now();
  touch(inode);
}

function grown({ disk, data, size: used }: Inode, size: number): Uint8Array<ArrayBuffer> {
  const before = data!.length;
  const room = before + disk.capacity - disk.used;
  if (size > room) throw new FsError('ENOSPC');
  const after = allocate(Math.min(room, Math.max(size, before + (before >> 2) + 64)));
  after.set(data!.subarray(0, used));
  disk.used += after.length - before;
  return after;
}

/** Gives a file bytes of its own, if a copy has them too. */
function unshare(inode: Inode): void {
  if (!inode.shared) return;
  const own = allocate(inode.data!.length);
  own.set(inode.data!);
  inode.data = own;
  delete inode.shared;
}

/** Answers so many zeros, or refuses as a full disk does: where memory is short, no more is to be had. */
function allocate(length: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(length);
  } catch {
    throw new FsError('ENOSPC');
  }
}

/** Notes that no name leads to a file any more, or to a folder and all in it. */
function unname(inode: Inode): void {
  for (const entry of inode.entries?.values() ?? []) unname(entry);
  inode.named = false;
  release(inode);
}

/** Frees the room of a file that can no longer be reached. */
function release(inode: Inode): void {
  if (inode.named || inode.opened > 0 || !inode.data) return;
  inode.disk.used -= inode.data.length;
  inode.data = new Uint8Array(0);
  inode.size = 0;
}

function setMode(inode: Inode, mode: number): void {
  inode.mode = (inode.mode & ~0o777) | (mode & 0o777);
  touch(inode);
}

function stats({ ino, mode, size, modified, entries }: Inode): Stats {
  return {
    dev: 1,
    ino,
    mode,
    nlink: 1,
    uid: 0,
    gid: 0,
    rdev: 0,
    size,
    blksize: 4096,
    blocks: Math.ceil(size / 512),
    atimeMs: modified,
    mtimeMs: modified,
    ctimeMs: modified,
    isDirectory: () => entries !== undefined,
  };
}
