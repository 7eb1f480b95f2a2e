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
