// Loaded by tools/class.mjs, which has set everything up.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { renderUnicodeCompact } from 'uqr';
import { buildNativeServer } from '../../engine/build.mjs';
import { leaving } from '../../tools/lib/parents.mjs';
import { root } from '../../tools/lib/paths.mjs';
import { Problem } from '../../tools/lib/problem.mjs';
import type { Wanted } from './args.ts';
import { runClass, type RunningClass } from './run.ts';

/**
 * Runs a class until the person at the keyboard has enough, or is gone.
 * @param site the folder of the built site
 */
export async function holdClass(wanted: Wanted, site: string): Promise<void> {
  const { signal, unwatch } = leaving();
  try {
    const running = await runClass({
      ...wanted,
      binary: wanted.server ? serverAt(wanted.server) : await buildNativeServer(),
      site,
      parent: path.join(root, '.classes'),
      hubEnded: (reason) => console.log(`The hub has ended and starts again. ${reason}`),
    });
    console.log(words(running));
    const left = new Promise((resolve) => signal.addEventListener('abort', resolve));
    if (!signal.aborted) await Promise.race([left, running.deleted]);
    await running.close();
  } finally {
    unwatch();
  }
}

/** The oldest release on which the tests of a class pass. */
const oldest = [2, 12] as const;

/** @throws Problem if that is no nats-server that a class can use */
function serverAt(file: string): string {
  const { stdout, error } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  const [, ...numbers] = /v(\d+)\.(\d+)\.\d+/.exec(error ? '' : stdout) ?? [];
  const [major = 0, minor = 0] = numbers.map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return file;
  throw new Problem(
    numbers.length > 0
      ? `${file} is release ${major}.${minor}: a class needs ${oldest.join('.')} or newer. Without --server it builds its own.`
      : `${file} is no nats-server: its --version was not answered. Without --server the class builds its own.`,
  );
}

function words({ folder, attendees, trainers, terminal }: RunningClass): string {
  const { name, door, ports, address } = folder.state;
  const alone = /^(?:127\.|localhost$|::1$)/.test(address!.host);
  return `
${name}

${renderUnicodeCompact(attendees)}

Attendees   ${attendees}
  or        ${attendees.replace(/#.*/, '')} with the code ${door.code}
Trainers    ${trainers}

${
  alone
    ? 'Only this machine reaches the class. --host 0.0.0.0 lets others in.'
    : `Others reach the site at the address above, and the hub's port ${ports!.leaf} for native leaf nodes. Client ports stay on this machine.`
}
For the lines of class labs, in a terminal of this machine:
  nats context add class --server nats://127.0.0.1:${ports!.client} --creds ${terminal} --select

Ctrl-C ends the class for now. It goes on with: npm run class -- --resume ${folder.path}
`;
}
