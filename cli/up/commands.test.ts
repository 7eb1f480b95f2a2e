import { expect, test, vi } from 'vitest';
import type { LabHost } from '../../src/lab/network/host.ts';
import topology from '../../topologies/two-domains/topology.ts';
import { perform } from './commands.ts';
import { printable } from '../../src/lab/text-lines.ts';

const host = {
  cutLink: vi.fn(async () => {}),
  healLink: vi.fn(async () => {}),
  shapeLink: vi.fn(async () => {}),
  startServer: vi.fn(async () => {}),
};
const say = (line: string) => perform(host as unknown as LabHost, topology, line);

test('a line is done', async () => {
  await say('cut leaf-hub');
  await say('  cut leaf-hub   silent ');
  expect(host.cutLink.mock.calls).toEqual([
    ['leaf-hub', 'refused'],
    ['leaf-hub', 'silent'],
  ]);
  await say('slow leaf-hub 200');
  expect(host.shapeLink).toHaveBeenCalledWith('leaf-hub', { delay: 200 });
  await say('start leaf');
  expect(host.startServer).toHaveBeenCalledWith('leaf', expect.stringContaining('domain: leaf'));
  await say('');
});

test.each([
  ['cut moon', 'There is no link moon. There are: leaf-hub.'],
  ['stop moon', 'There is no server moon. There are: hub, leaf.'],
  ['slow leaf-hub', 'slow leaf-hub 200'],
  ['explode', 'explode is none of:\ncut LINK'],
])('%s is refused with what there is', async (line, words) => {
  await expect(say(line)).rejects.toThrow(words);
});

test('no text reaches the terminal that it would act on', () => {
  expect(printable('a\u001b]52;c;aGk=\u0007\r\u202eb\n→ „c“')).toBe(
    'a\\u{1b}]52;c;aGk=\\u{7}\\u{d}\\u{202e}b\n→ „c“',
  );
});
