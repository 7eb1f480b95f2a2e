import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../../tools/lib/problem.mjs';
import { wrong } from '../lib/command.ts';

/**
 * Finds the nats-server that a person means: servers run in folders of their own and without the PATH, so its path must
 * be whole.
 * @param named a file, or the name of a program of the PATH
 * @throws Problem if there is no nats-server of that name
 */
export function serverProgram(named: string): string {
  const found = /[\\/]/.test(named) ? path.resolve(named) : (onPath(named) ?? path.resolve(named));
  const { stdout, error } = spawnSync(found, ['--version'], { encoding: 'utf8' });
  if (!error && /nats-server: v\d/.test(stdout)) return found;
  throw new Problem(
    named === 'nats-server'
      ? 'There is no nats-server on the PATH. --server FILE names one; without --native the servers run in this process.'
      : `${named} is no nats-server: its --version was not answered.`,
    wrong,
  );
}

function onPath(name: string): string | undefined {
  const ends = process.platform === 'win32' ? ['.exe', ''] : [''];
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .flatMap((folder) => ends.map((end) => path.resolve(folder, name + end)))
    .find((file) => existsSync(file));
}
