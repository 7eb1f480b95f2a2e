import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { buildNativeServer, pinnedSource } from '../../engine/build.mjs';
import { localConfig, type Machine } from '../../src/hosts/local/config.ts';
import { configurationsOf, folders, type Configuration } from './configurations.ts';

/** A machine whose ports are others here, and on which every name leads to a port of its own. */
function someMachine(): Machine {
  const ports: string[] = [];
  const portOf = (address: string) => {
    if (!ports.includes(address)) ports.push(address);
    return 20_000 + ports.indexOf(address);
  };
  return {
    dir: '/leafwise/server',
    port: async (port) => portOf(String(port)),
    resolve: async (host, port) => `127.0.0.1:${portOf(`${host}:${port}`)}`,
  };
}

/**
 * Has nats-server read each configuration of its own tests as it stands there, and as a local host
 * rewrites it, and names those of which it accepts one and refuses the other.
 * @returns the exit code
 */
export async function checkConfigurations(): Promise<number> {
  const source = await pinnedSource();
  const binary = await buildNativeServer();
  const configurations = await configurationsOf(source);
  // A copy, since a configuration is written beside what it includes.
  const home = await mkdtemp(path.join(tmpdir(), 'leafwise-conf-'));
  try {
    for (const folder of folders) {
      await cp(path.join(source, folder), path.join(home, folder), { recursive: true });
    }
    let [accepted, refused, differ] = [0, 0, 0];
    const queue = configurations.entries();
    const work = async () => {
      for (const [index, configuration] of queue) {
        const file = path.join(configuration.folder, `leafwise-${index}.conf`);
        const { text } = await localConfig(configuration.text, someMachine());
        const before = await refusalOf(binary, home, { ...configuration, name: file });
        const after = await refusalOf(binary, home, { ...configuration, name: file, text });
        if (!before && !after) accepted++;
        else if (before && after) refused++;
        else {
          differ++;
          const [was, is] = [before, after].map((words) => words || 'accepted');
          console.log(`${configuration.name}\n  as written: ${was}\n  rewritten: ${is}`);
        }
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    console.log(
      `Of ${configurations.length} configurations ${accepted} are accepted and ${refused} refused, as written and rewritten; ${differ} differ.`,
    );
    return differ === 0 ? 0 : 1;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** The words by which nats-server refuses a configuration, once it is at `name`; empty if it does not. */
async function refusalOf(binary: string, home: string, { name, text }: Configuration) {
  const file = path.join(home, name);
  await writeFile(file, text);
  // Paths to certificates start from the folder of the tests.
  const cwd = path.join(home, name.split(path.sep)[0]!);
  return new Promise<string>((resolve) => {
    execFile(binary, ['-t', '-c', file], { cwd }, (error, _, stderr) => {
      // A server starts in spite of these warnings, such as of two URLs that lead to the same port here.
      const words = stderr.trim().split('\n');
      const refusals = words.filter((line) => !line.includes('invalid use of field'));
      resolve(error ? refusals.join('\n') : '');
    });
  });
}
