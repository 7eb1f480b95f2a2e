import { beforeEach, describe, expect, test } from 'vitest';
import { constants, MemoryFs } from './memory-fs.ts';

const { O_APPEND, O_CREAT, O_DIRECTORY, O_EXCL, O_RDONLY, O_RDWR, O_TRUNC, O_WRONLY } = constants;
const bytes = (text: string) => new TextEncoder().encode(text);

let fs: MemoryFs;

beforeEach(() => {
  fs = new MemoryFs();
  fs.mkdir('/js', 0o755);
});

function put(path: string, text: string): void {
  const fd = fs.open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o640);
  fs.write(fd, bytes(text), 0, text.length, null);
  fs.close(fd);
}

function get(path: string): string {
  const fd = fs.open(path, O_RDONLY, 0);
  const into = new Uint8Array(fs.fstat(fd).size);
  fs.read(fd, into, 0, into.length, null);
  fs.close(fd);
  return new TextDecoder().decode(into);
}

/** File operations of nats-server's file store: see filestore.go, dirstore.go and raft.go. */
describe('the file store', () => {
  test('appends to a message block, and reads it back at offsets', () => {
    const fd = fs.open('/js/1.blk', O_CREAT | O_RDWR | O_APPEND, 0o600);
    for (const record of ['one', 'two', 'three'])
      fs.write(fd, bytes(record), 0, record.length, null);
    const into = new Uint8Array(8);
    expect(fs.read(fd, into, 2, 3, 3)).toBe(3);
    expect(new TextDecoder().decode(into.subarray(2, 5))).toBe('two');
    expect(fs.fstat(fd).size).toBe(11);
  });

  test('writes at an offset beyond the end, leaving zeros between', () => {
    const fd = fs.open('/js/1.blk', O_CREAT | O_RDWR, 0o600);
    fs.write(fd, bytes('x'), 0, 1, 4);
    fs.close(fd);
    expect(get('/js/1.blk')).toBe('\0\0\0\0x');
  });

  test('truncates a block, and what grows again is zeros', () => {
    put('/js/1.blk', 'abcdef');
    fs.truncate('/js/1.blk', 2);
    const fd = fs.open('/js/1.blk', O_RDWR, 0);
    fs.ftruncate(fd, 4);
    fs.fsync(fd);
    fs.close(fd);
    expect(get('/js/1.blk')).toBe('ab\0\0');
  });

  test('writes a state file beside the old one and renames it over', () => {
    put('/js/index.db', 'old');
    put('/js/index.db.tmp', 'new');
    const open = fs.open('/js/index.db', O_RDONLY, 0);
    fs.rename('/js/index.db.tmp', '/js/index.db');
    expect(get('/js/index.db')).toBe('new');
    expect(fs.readdir('/js')).toEqual(['index.db']);
    const into = new Uint8Array(3);
    fs.read(open, into, 0, 3, null);
    expect(new TextDecoder().decode(into)).toBe('old');
  });

  test('removes a file that is open, which stays readable there', () => {
    put('/js/1.blk', 'kept');
    const fd = fs.open('/js/1.blk', O_RDONLY, 0);
    fs.unlink('/js/1.blk');
    expect(() => fs.stat('/js/1.blk')).toThrow('ENOENT');
    expect(fs.fstat(fd).size).toBe(4);
  });

  test('moves a stream aside to delete it, folder and all', () => {
    fs.mkdir('/js/S', 0o755);
    fs.mkdir('/js/S/msgs', 0o755);
    put('/js/S/msgs/1.blk', 'x');
    fs.rename('/js/S', '/js/.S-del');
    expect(() => fs.rmdir('/js/.S-del')).toThrow('ENOTEMPTY');
    fs.unlink('/js/.S-del/msgs/1.blk');
    fs.rmdir('/js/.S-del/msgs');
    fs.rmdir('/js/.S-del');
    expect(fs.readdir('/js')).toEqual([]);
  });

  test('grows a block to megabytes in small appends', () => {
    const fd = fs.open('/js/1.blk', O_CREAT | O_WRONLY | O_APPEND, 0o600);
    const record = new Uint8Array(1000).fill(7);
    for (let i = 0; i < 5000; i++) fs.write(fd, record, 0, 1000, null);
    expect(fs.stat('/js/1.blk').size).toBe(5_000_000);
  });

  test('lists a folder in a folder, tells files and folders apart, and keeps modes and times', () => {
    put('/js/a', '12');
    fs.mkdir('/js/d', 0o755);
    fs.chmod('/js/a', 0o600);
    fs.utimes('/js/a', 5, 7);
    expect(fs.readdir('/js').sort()).toEqual(['a', 'd']);
    expect(fs.stat('/js/d').isDirectory()).toBe(true);
    expect(fs.stat('/js/a')).toMatchObject({ mode: 0o100600, size: 2, mtimeMs: 7000 });
  });

  test('finds paths that are not in their shortest form', () => {
    put('/js/a', 'x');
    expect(get('//js/./b/../a')).toBe('x');
    expect(fs.stat('/').isDirectory()).toBe(true);
  });
});

describe('an error has the code that Go maps', () => {
  const cases: [string, () => unknown, string][] = [
    ['opening what is not there', () => fs.open('/js/none', O_RDONLY, 0), 'ENOENT'],
    ['creating in a folder that is not there', () => fs.open('/no/a', O_CREAT, 0o600), 'ENOENT'],
    ['creating what is there, exclusively', () => fs.open('/js/f', O_CREAT | O_EXCL, 0), 'EEXIST'],
    ['making a folder that is there', () => fs.mkdir('/js', 0o755), 'EEXIST'],
    ['writing to a folder', () => fs.open('/js', O_WRONLY, 0), 'EISDIR'],
    ['opening a file as a folder', () => fs.open('/js/f', O_DIRECTORY, 0), 'ENOTDIR'],
    ['a file in the middle of a path', () => fs.stat('/js/f/x'), 'ENOTDIR'],
    ['listing a file', () => fs.readdir('/js/f'), 'ENOTDIR'],
    ['removing a folder as a file', () => fs.unlink('/js'), 'EISDIR'],
    ['removing a file as a folder', () => fs.rmdir('/js/f'), 'ENOTDIR'],
    ['renaming what is not there', () => fs.rename('/js/none', '/js/x'), 'ENOENT'],
    ['renaming a folder into itself', () => fs.rename('/js', '/js/x'), 'EINVAL'],
    ['using a descriptor that is closed', () => fs.fstat(99), 'EBADF'],
    ['closing a descriptor twice', () => fs.close(99), 'EBADF'],
  ];
  test.each(cases)('%s', (_, act, code) => {
    put('/js/f', 'x');
    expect(act).toThrow(expect.objectContaining({ code }));
  });

  test('writing through a descriptor that only reads', () => {
    put('/js/f', 'x');
    const fd = fs.open('/js/f', O_RDONLY, 0);
    expect(() => fs.write(fd, bytes('y'), 0, 1, null)).toThrow('EBADF');
  });
});

describe('a disk', () => {
  const kB = (n: number) => new Uint8Array(n * 1000);

  beforeEach(() => fs.makeDisk('/disk', 10_000));

  function fill(path: string, n: number): number {
    const fd = fs.open(path, O_WRONLY | O_CREAT, 0o600);
    fs.write(fd, kB(n), 0, n * 1000, null);
    return fd;
  }

  test('holds so much and no more, and another is no fuller for it', () => {
    fs.mkdir('/disk/in', 0o755);
    fill('/disk/in/a', 6);
    expect(() => fill('/disk/b', 5)).toThrow('ENOSPC');
    fs.makeDisk('/next', 10_000);
    fill('/next/a', 9);
    fill('/js/a', 100);
  });

  test('has room again once no name leads to a file and none has it open', () => {
    const fd = fill('/disk/a', 8);
    fs.unlink('/disk/a');
    expect(() => fill('/disk/b', 8)).toThrow('ENOSPC');
    fs.close(fd);
    fs.close(fill('/disk/b', 8));
    fs.removeTree('/disk');
    fs.makeDisk('/disk', 10_000);
    fill('/disk/c', 8);
    fs.closeAll();
    expect(() => fs.fstat(fd + 2)).toThrow('EBADF');
  });

  test('lets a file be replaced, of which it has no room for two', () => {
    for (let i = 0; i < 3; i++) {
      fs.close(fill('/disk/new', 4));
      fs.rename('/disk/new', '/disk/old');
    }
    expect(fs.readdir('/disk')).toEqual(['old']);
  });

  test('is copied onto one of the same size, and neither sees the other change', () => {
    put('/disk/a', 'before');
    fs.copyTree('/disk', '/copy');
    put('/disk/a', 'after!');
    expect(get('/copy/a')).toBe('before');
    const fd = fs.open('/copy/a', O_RDWR, 0);
    fs.ftruncate(fd, 3);
    fs.write(fd, bytes('B'), 0, 1, 0);
    expect([get('/copy/a'), get('/disk/a')]).toEqual(['Bef', 'after!']);
    expect(() => fill('/copy/b', 10)).toThrow('ENOSPC');
  });

  test('is full, too, where the memory of the tab is', () => {
    fs.makeDisk('/large', Infinity);
    const fd = fs.open('/large/a', O_WRONLY | O_CREAT, 0o600);
    expect(() => fs.ftruncate(fd, 2 ** 60)).toThrow('ENOSPC');
  });
});

describe('a folder is listed to be kept', () => {
  /** All in a folder, with its bytes as texts. */
  const listed = (path: string, since = 0) =>
    fs
      .readTree(path, since)
      .map((entry) => [entry.path, entry.bytes && new TextDecoder().decode(entry.bytes)]);

  test('and written elsewhere, with modes and times, as far as there is room', () => {
    fs.makeDisk('/disk', 10_000);
    fs.mkdir('/disk/a', 0o750);
    put('/disk/a/1.blk', 'one');
    put('/disk/empty', '');
    fs.utimes('/disk/a/1.blk', 5, 7);
    const tree = fs.readTree('/disk', 0);
    expect(tree).toMatchObject([
      { path: '/a', mode: 0o750 },
      { path: '/a/1.blk', mode: 0o640, modified: 7000, size: 3, bytes: bytes('one') },
      { path: '/empty', size: 0 },
    ]);
    fs.makeDisk('/next', 10_000);
    fs.writeTree('/next', tree);
    expect(fs.readTree('/next', 0)).toEqual(tree);
    fs.makeDisk('/small', 2);
    expect(() => fs.writeTree('/small', tree)).toThrow('ENOSPC');
  });

  test('with the bytes only of what is another since', () => {
    fs.makeDisk('/disk', 10_000);
    put('/disk/old', 'old');
    put('/disk/gone', 'gone');
    fs.mkdir('/disk/in', 0o755);
    put('/disk/in/moved', 'moved');
    const since = fs.changedAt('/disk');
    expect(listed('/disk', since).every(([, text]) => text === undefined)).toBe(true);
    put('/js/elsewhere', 'x');
    fs.close(fs.open('/disk/old', O_RDONLY, 0));
    expect(fs.changedAt('/disk')).toBe(since);
    fs.unlink('/disk/gone');
    expect(fs.changedAt('/disk')).toBeGreaterThan(since);
    fs.rename('/disk/in', '/disk/out');
    put('/disk/new', 'new');
    expect(listed('/disk', since)).toEqual([
      ['/old', undefined],
      ['/out', undefined],
      ['/out/moved', 'moved'],
      ['/new', 'new'],
    ]);
  });

  test('so that what is added to what was kept is what is there, whatever was done between', () => {
    fs.makeDisk('/disk', Infinity);
    let seed = 42;
    const random = (n: number) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % n;
    const path = () => `/disk/${['', 'a/', 'b/'][random(3)]}${random(4)}`;
    const acts = [
      () => put(path(), `${random(1000)}`),
      () => fs.truncate(path(), random(6)),
      () => fs.rename(path(), path()),
      () => fs.rename(`/disk/${'ab'[random(2)]}`, `/disk/${'ab'[random(2)]}`),
      () => fs.unlink(path()),
      () => fs.mkdir(`/disk/${'ab'[random(2)]}`, 0o755),
      () => fs.rmdir(`/disk/${'ab'[random(2)]}`),
    ];
    let kept = new Map<string, string | undefined>();
    let mark = 0;
    for (let round = 0; round < 300; round++) {
      for (let i = random(5); i >= 0; i--)
        try {
          acts[random(acts.length)]!();
        } catch (error) {
          expect(error).toHaveProperty('code');
        }
      const tree = fs.readTree('/disk', mark);
      mark = fs.changedAt('/disk');
      const text = new TextDecoder();
      kept = new Map(
        tree.map(({ path, size, bytes }) => [
          path,
          size === undefined ? 'folder' : bytes ? text.decode(bytes) : kept.get(path),
        ]),
      );
      const whole = fs
        .readTree('/disk', 0)
        .map(({ path, bytes }) => [path, bytes ? text.decode(bytes) : 'folder']);
      expect([...kept]).toEqual(whole);
    }
  });
});
