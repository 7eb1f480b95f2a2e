import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { serverModule, serverReleases } from '../../engine/build.mjs';
import { Problem } from '../lib/problem.mjs';
import { root } from '../lib/paths.mjs';

const engine = path.join(root, 'engine');

/**
 * Answers the folder of a release's source. Go fetches it, unless its module cache has it already.
 * @param release such as `2.15.1` or `v2.15.1`
 * @throws Problem with Go's words and the releases that there are
 */
export async function fetchRelease(release: string): Promise<string> {
  const version = `v${release.replace(/^v/, '')}`;
  try {
    const { Dir } = JSON.parse(
      await go('mod', 'download', '-json', `${serverModule}@${version}`),
    ) as {
      Dir: string;
    };
    return Dir;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    const words = /"Error": "(.*)"/.exec(stdout)?.[1] ?? (stderr || String(error));
    const known = await lastReleases().catch(() => '');
    throw new Problem(`Go could not get nats-server ${version}: ${words.trim()}${known}`);
  }
}

async function lastReleases(): Promise<string> {
  return `\nThe last releases are ${(await serverReleases()).slice(-8).join(', ')}.`;
}

const go = async (...args: string[]) =>
  (await promisify(execFile)('go', args, { cwd: engine })).stdout;
