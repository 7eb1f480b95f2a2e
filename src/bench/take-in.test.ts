import { zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { putBeside } from './take-in-beside.ts';
import { takeIn, type Offered } from './take-in.ts';

const utf8 = new TextEncoder();
const offer = (path: string, content: string | Uint8Array = 'port: 4222\n'): Offered => {
  const bytes = typeof content === 'string' ? utf8.encode(content) : content;
  return {
    path,
    size: bytes.length,
    byHand: !path.includes('/'),
    read: () => Promise.resolve(bytes),
  };
};
const pathsOf = async (...files: Offered[]) => (await takeIn(files)).files.map(({ path }) => path);
const whyOf = async (...files: Offered[]) =>
  Object.fromEntries((await takeIn(files)).leftOut.map(({ path, why }) => [path, why]));

test('files, those of a folder and those of a zip are taken alike', async () => {
  const zip = zipSync({ 'net/a/hub.conf': utf8.encode('port: 1\n'), 'net/b/': new Uint8Array() });
  expect(await pathsOf(offer('hub.conf'))).toEqual(['hub.conf']);
  expect(await pathsOf(offer('net/a/hub.conf'), offer('net/b/leaf.conf'))).toEqual([
    'a/hub.conf',
    'b/leaf.conf',
  ]);
  expect(await takeIn([offer('net.zip', zip)])).toEqual({
    files: [{ path: 'hub.conf', text: 'port: 1\n' }],
    leftOut: [],
    folder: 'net',
  });
});

test('a file that is named by hand is taken whatever it is called, one of a folder is not', async () => {
  expect(await pathsOf(offer('hub.txt'))).toEqual(['hub.txt']);
  expect(await whyOf(offer('net/notes.txt'))).toEqual({
    'net/notes.txt': expect.stringContaining('no configuration by its name') as string,
  });
});

test('each file that is left out is told with the reason', async () => {
  const long = new Uint8Array((3 << 20) / 2).fill(65);
  const told = await whyOf(
    offer('a.conf', Uint8Array.of(1, 0, 2)),
    offer('b.conf', Uint8Array.of(0xff, 0xfe, 65, 0)),
    offer('c.conf', long),
    offer('x/node_modules/y/z.conf'),
    offer('x/node_modules/y/q.conf'),
    offer('x/.git/config'),
    offer('x/1/2/3/4/5/6/7/8/deep.conf'),
    offer('../../etc/passwd'),
    offer('/etc/nats.conf'),
    { ...offer('gone.conf'), read: () => Promise.reject(new Error('it was moved')) },
  );
  expect(told).toEqual({
    'a.conf': 'is no text',
    'b.conf': 'is text in UTF-16. Save it as UTF-8',
    'c.conf': 'is 1.5 MB long: at most 1 MB is read',
    'x/node_modules/': 'is not looked through: it is a folder of a program',
    'x/.git/': 'is not looked through: it is a folder of a program',
    'x/1/2/3/4/5/6/7/8/': 'is not looked through: it is more than 8 folders deep',
    '../../etc/passwd': 'has a path that leads outside',
    '/etc/nats.conf': 'has a path that leads outside',
    'gone.conf': 'cannot be read: it was moved',
  });
});

test('two files of one name are both taken, and no more than 200', async () => {
  expect(await pathsOf(offer('a.conf'), offer('a.conf'))).toEqual(['a.conf', 'a-2.conf']);
  const many = Array.from({ length: 201 }, (_, i) => offer(`${i}.conf`));
  const { files, leftOut } = await takeIn(many);
  expect(files).toHaveLength(200);
  expect(leftOut[0]!.why).toContain('at most 200');
});

test('an encrypted file of a zip, a damaged zip and one that leads outside are told', async () => {
  const zip = zipSync({
    'a.conf': utf8.encode('port: 1\n'.repeat(99)),
    '../b.conf': utf8.encode('x'),
  });
  const flagged = zip.slice();
  // The flags of the first file in the list at the end.
  flagged[flagged.findIndex((_, i) => flagged[i] === 0x50 && flagged[i + 2] === 1) + 8]! |= 1;
  expect(await whyOf(offer('n.zip', flagged))).toEqual({
    'a.conf': expect.stringContaining('is encrypted') as string,
    '../b.conf': 'has a path that leads outside',
  });
  expect(await whyOf(offer('n.zip', zip.subarray(0, 90)))).toEqual({
    'n.zip': 'is a damaged zip: its end is missing',
  });
});

test('a bomb is unpacked no further than a file may be long', async () => {
  const bomb = zipSync({ 'a.conf': new Uint8Array(3 << 20), 'b.conf': new Uint8Array(2 << 20) });
  const lying = bomb.slice();
  const view = new DataView(lying.buffer);
  for (let at = 0; at < lying.length - 4; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
  expect((await whyOf(offer('n.zip', bomb)))['a.conf']).toContain('3.0 MB long');
  expect(await whyOf(offer('n.zip', lying))).toEqual({
    'a.conf': 'cannot be read: is longer than the zip says',
    'b.conf': 'cannot be read: is longer than the zip says',
  });
});

/** A zip whose list names one file many times: it is longer than the list says, or damaged. */
function manyOfOne(count: number, says: number, isDamaged: boolean): Uint8Array {
  const one = zipSync({ '000.conf': new Uint8Array(5 << 20) });
  const view = new DataView(one.buffer);
  const list = view.getUint32(one.length - 6, true);
  view.setUint32(list + 24, says, true);
  // There is no block of the kind that this begins.
  if (isDamaged) one.fill(0xff, 38, list);
  const [entry, end] = [one.slice(list, -22), one.slice(-22)];
  const entries = Array.from({ length: count }, (_, i) => {
    const next = entry.slice();
    next.set(utf8.encode(String(i).padStart(3, '0')), 46);
    return next;
  });
  new DataView(end.buffer).setUint16(10, count, true);
  return Uint8Array.from([one.slice(0, list), ...entries, end].flatMap((part) => [...part]));
}

test.each([
  ['longer than the zip says', 1 << 20, false],
  ['longer than the zip says', 0, false],
  ['damaged in the zip', 1 << 20, true],
])('files that are %s count as unpacked, of %i bytes', async (why, says, isDamaged) => {
  const told = await whyOf(offer('n.zip', manyOfOne(200, says, isDamaged)));
  const failed = Object.values(told).filter((words) => words.includes(why));
  expect(failed.length).toBeGreaterThan(3);
  expect(failed.length).toBeLessThan(30);
  expect(told['Others']).toContain('more than 50 MB');
});

test('the page gets a turn between the files of a zip', async () => {
  // Each look at the clock is a while later.
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
  try {
    const zip = zipSync({ 'a.conf': utf8.encode('port: 1\n'), 'b.conf': utf8.encode('port: 2\n') });
    const order: string[] = [];
    const given = offer('n.zip', zip);
    const taken = takeIn([
      {
        ...given,
        read: () => {
          setTimeout(() => order.push('turn'));
          return given.read();
        },
      },
    ]).then(() => order.push('taken'));
    await taken;
    expect(order).toEqual(['turn', 'taken']);
  } finally {
    clock.mockRestore();
  }
});

test('a folder that is passed over is told as such, and steps that go nowhere are left out', async () => {
  expect((await whyOf(offer('x/node_modules/')))['x/node_modules/']).toContain('of a program');
  expect(await pathsOf(offer('a//b.conf'), offer('./c/.//d.conf'))).toEqual([
    'a/b.conf',
    'c/d.conf',
  ]);
});

test('a path that no bench may have is told, of a file as of one in a zip', async () => {
  const zip = zipSync({
    'net/hub:4222.conf': utf8.encode('port: 1\n'),
    'net/a\u202eb.conf': utf8.encode('port: 1\n'),
    [`net/${'x'.repeat(300)}.conf`]: utf8.encode('port: 1\n'),
  });
  const why = expect.stringContaining('Rename it') as string;
  expect(await takeIn([offer('n.zip', zip), offer('hub:4222.conf')])).toEqual({
    files: [],
    leftOut: [
      { path: '"net/hub:4222.conf"', why },
      { path: '"net/a\\u202eb.conf"', why },
      { path: `"net/${'x'.repeat(56)}"`, why },
      { path: '"hub:4222.conf"', why },
    ],
  });
});

test('files come to those of a bench as far as it takes them', () => {
  const file = (path: string, text = '') => ({ path, text });
  const present = Array.from({ length: 198 }, (_, i) => file(`${i}.conf`));
  const given = [
    file('0.conf'),
    file('a:b.conf'),
    file('1.conf', 'x'),
    file('y.conf'),
    file('z.conf'),
  ];
  const { files, added, leftOut } = putBeside(present, given);
  expect(files.slice(198).map(({ path }) => path)).toEqual(['1-2.conf', 'y.conf']);
  expect(added.map(({ path }) => path)).toEqual(['1.conf', 'y.conf']);
  expect(leftOut.map(({ path }) => path)).toEqual(['a:b.conf', 'z.conf']);
});
