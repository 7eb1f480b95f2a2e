import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { buildNatsCli } from '../lib/nats-cli.mjs';

/** A command of the `nats` CLI, as it tells of itself. */
export interface Model {
  name: string;
  aliases?: string[];
  help: string;
  hidden?: boolean;
  flags?: ModelFlag[];
  args?: { name: string; required?: boolean }[];
  commands?: Model[];
}

export interface ModelFlag {
  name: string;
  help: string;
  /** The code of a letter. */
  short?: number;
  boolean: boolean;
  negatable?: boolean;
  cumulative: boolean;
  hidden?: boolean;
}

/** Asks the CLI for all its commands. */
export async function readModel(): Promise<Model> {
  const binary = await buildNatsCli();
  const { stdout } = await promisify(execFile)(binary, ['--fisk-introspect'], {
    maxBuffer: 1 << 24,
  });
  return JSON.parse(stdout) as Model;
}
