// @ts-check
import { buildNativeServer, serverReleases } from '../../engine/build.mjs';
import { Problem } from './problem.mjs';
import { shorten } from './run.mjs';

/** @param {string} release such as `2.12.15` */
const lineOf = (release) => release.split('.').slice(0, 2).join('.');

/**
 * Finds a release of nats-server by its name, or the newest of a line.
 * @param {string} asked `2.12.7`, or `2.12` for the newest of that line
 * @param {() => Promise<string[]>} [list] lists the releases, the oldest first
 * @throws Problem with the lines that there are
 */
export async function findRelease(asked, list = serverReleases) {
  const name = asked.replace(/^v/, '');
  if (/^\d+\.\d+\.\d+$/.test(name)) return name;
  const releases = await list();
  const newest = releases.findLast((release) => lineOf(release) === name);
  if (newest) return newest;
  const lines = [...new Set(releases.map(lineOf))];
  throw new Problem(
    `There is no release line ${asked || '(none was named)'} of nats-server: choose from ${lines.join(', ')}, or name a release such as ${releases.at(-1)}.`,
  );
}

/**
 * Builds the native server of another release.
 * @param {string} release
 * @returns {import('./steps.mjs').Step}
 */
export const anotherServer = (release) => ({
  name: `nats-server ${release}`,
  work: async (say) => {
    say('looking for it, or fetching and compiling it');
    await buildNativeServer(release).catch((/** @type {unknown} */ error) => {
      throw new Problem(
        `${shorten(error instanceof Error ? error.message : String(error))}\n\nnats-server ${release} could not be built.`,
      );
    });
  },
});
