// Loaded by tools/upgrade-check.mjs, which has set everything up.
import path from 'node:path';
import { pinnedSource } from '../../engine/build.mjs';
import { Problem } from '../lib/problem.mjs';
import { compare } from './compare.ts';
import { fetchRelease } from './release.ts';
import { readSource } from '../lib/server-source.ts';

/**
 * Prints the changes in another release that concern this project.
 * @returns 1 if an overlay does not apply, so that there can be no build
 */
export async function checkUpgrade([release, ...rest]: string[]): Promise<number> {
  if (!release || rest.length > 0)
    throw new Problem('Name the release: npm run upgrade-check -- 2.15.1');
  const folders = [await pinnedSource(), await fetchRelease(release)];
  const [pinned, other] = await Promise.all(folders.map(readSource));
  const sections = await compare(pinned!, other!);
  const [from, to] = folders.map((folder) => path.basename(folder).replace(/^v2@/, ''));
  console.log(`\nFrom nats-server ${from!}, which is pinned, to ${to!}:`);
  for (const { title, ours, lines } of sections) {
    console.log(`\n${title} (${ours})`);
    for (const line of lines) console.log(`  ${line}`);
  }
  console.log(
    sections.length === 0
      ? 'nothing differs that this project knows of.'
      : '\nWhat to do with each, and what this cannot see: UPGRADING.md.',
  );
  return sections.some(({ lines }) => lines.some((line) => line.includes(' does NOT apply')))
    ? 1
    : 0;
}
