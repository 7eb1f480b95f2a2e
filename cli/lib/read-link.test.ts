import { expect, test } from 'vitest';
import keptLinks from '../../src/bench/kept-links.json' with { type: 'json' };
import { deriveFiles } from './derive-files.ts';

const linkOf = (name: string) => keptLinks.find((each) => each.name === name)!.fragment;
const moved = linkOf('moved servers, and hosts with a server');

test.each([`https://example.org/docs/bench#${moved}`, `#${moved}`, moved])(
  '%.40s: the files of a bench are those of the network',
  async (link) => {
    const { derived, bench } = await deriveFiles([link], {});
    expect(derived.topology.links.map(({ name }) => name)).toEqual(['edge-hub']);
    expect(bench?.name).toBe('Moved');
  },
);

test('what is wrong with a link is told', async () => {
  await expect(
    deriveFiles([`https://example.org/bench#${moved.slice(0, 60)}`], {}),
  ).rejects.toThrow('was cut off');
  await expect(deriveFiles(['https://example.org/bench#2abcdefghijk'], {})).rejects.toThrow(
    'made by a newer Leafwise',
  );
  await expect(deriveFiles([moved, 'hub.conf'], {})).rejects.toThrow('name it alone');
});
