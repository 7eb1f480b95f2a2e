import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../tools/lib/paths.mjs';

/** The trouble about it, and the guide that shows it. */
const meantTo = [
  'docs/troubleshooting/counted-as-done.mdx',
  'labs/troubles/counted-as-done/exercise.ts',
  'docs/guides/moving-data.mdx',
];

/** A line that adds a consumer, and the server where a page or a solution runs it. */
const added =
  /(?:server="(\w+)"[^{]*\{`|run\((?:'(\w+)'|\w+),\s*['"`])(?:nats )?consumer add (\w+) (\w+)([^'"`]*)/g;

test('no page and no lab has a stream and a consumer of the same two names in two domains', () => {
  const files = ['docs', 'labs'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.mdx$|\bexercise\.ts$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const found = files.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(added)].map(([, command, solution, stream, consumer, more]) => {
      const domain = /--js-domain (\w+)/.exec(more!)?.[1] ?? command ?? solution ?? 'several';
      return { file, domain, name: `${stream} ${consumer}` };
    });
  });
  expect(found.length).toBeGreaterThan(2);
  const twice = found.filter(({ file, domain, name }) =>
    found.some((one) => one.file === file && one.name === name && one.domain !== domain),
  );
  const several = found.filter(({ domain }) => domain === 'several');
  const wrong = [...twice, ...several].map(({ file }) => file);
  expect(wrong.filter((file) => !meantTo.includes(file))).toEqual([]);
  expect(several.map(({ file }) => file)).toContain(meantTo[1]);
});
