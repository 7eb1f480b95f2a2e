import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The environment of a server. A configuration may put a variable of it into what the server tells, so that it has
 * none of the person's; Windows starts no program without its own, and tests know their processes by theirs.
 */
export const environment = Object.fromEntries(
  ['SystemRoot', 'LEAFWISE_RUN'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);

/**
 * Has nats-server read a configuration file, and no more.
 * @throws Error with its words, if it would not start with it
 */
export async function checkConfig(binary: string, file: string): Promise<void> {
  await run(binary, ['-t', '-c', file], { env: environment }).catch((error: unknown) => {
    const { stderr } = error as { stderr?: string };
    if (!stderr) throw error;
    throw new Error(stderr.replace(/^nats-server: /, '').trim(), { cause: error });
  });
}

/**
 * The version of a nats-server, such as `2.15.2`.
 * @throws Error if there is none at that path
 */
export async function versionOf(binary: string): Promise<string> {
  try {
    return (await run(binary, ['--version'])).stdout.replace(/^.*v/s, '').trim();
  } catch (error) {
    const remedy = 'buildNativeServer() of engine/build.mjs builds it.';
    throw new Error(`nats-server not found (tried ${binary}). ${remedy}`, { cause: error });
  }
}
