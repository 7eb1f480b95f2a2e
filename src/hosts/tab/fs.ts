import { constants, FsError, type MemoryFs } from './memory-fs.ts';

type Callback = (error: Error | null, value?: unknown) => void;
type Call = (...args: never[]) => unknown;

/**
 * A file system in the shape that Go's wasm_exec.js expects of `globalThis.fs`: functions that take a
 * callback last.
 *
 * Each call runs at once and answers through its callback, errors included: an error thrown past Go
 * would panic the module, and a callback a turn later would cost a turn for each read and write.
 * @param files what it works on, empty
 * @param print told what the program writes to its standard output and error
 */
export function createFs(files: MemoryFs, print: (text: string) => void): object {
  files.mkdir('/tmp', 0o777);
  const decoder = new TextDecoder();

  /** Calls on descriptors 0 to 2, answered as a terminal would. */
  const terminal: Record<string, Call> = {
    write: (_fd: number, bytes: Uint8Array, offset: number, length: number) => {
      print(decoder.decode(bytes.subarray(offset, offset + length)));
      return length;
    },
    fstat: () => ({ ...files.stat('/'), mode: 0o020620 }),
    close: () => undefined,
  };
  const supported: Record<string, Call> = {
    open: files.open.bind(files),
    close: files.close.bind(files),
    read: files.read.bind(files),
    write: files.write.bind(files),
    ftruncate: files.ftruncate.bind(files),
    truncate: files.truncate.bind(files),
    fsync: files.fsync.bind(files),
    fstat: files.fstat.bind(files),
    stat: files.stat.bind(files),
    lstat: files.stat.bind(files),
    mkdir: files.mkdir.bind(files),
    readdir: files.readdir.bind(files),
    rename: files.rename.bind(files),
    unlink: files.unlink.bind(files),
    rmdir: files.rmdir.bind(files),
    chmod: files.chmod.bind(files),
    fchmod: files.fchmod.bind(files),
    utimes: files.utimes.bind(files),
  };
  const unsupported = ['chown', 'fchown', 'lchown', 'link', 'readlink', 'symlink'];

  const fs: Record<string, unknown> = { constants };
  for (const name of unsupported) {
    fs[name] = (...args: unknown[]) => (args.at(-1) as Callback)(new FsError('ENOSYS'));
  }
  for (const [name, call] of Object.entries(supported)) {
    fs[name] = (...args: unknown[]) => {
      const callback = args.pop() as Callback;
      const standard = typeof args[0] === 'number' && args[0] <= 2;
      let value: unknown;
      try {
        value = (standard ? (terminal[name] ?? call) : call)(...(args as never[]));
      } catch (error) {
        callback(error as Error);
        return;
      }
      callback(null, value);
    };
  }
  /** Writes at an offset, and answers whether it could: for the module's own `pwrite`. */
  fs.pwrite = (fd: number, bytes: Uint8Array, at: number): boolean => {
    try {
      return files.write(fd, bytes, 0, bytes.length, at) === bytes.length;
    } catch {
      return false;
    }
  };
  return fs;
}
