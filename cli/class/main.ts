// Loaded by tools/class.mjs, which has set everything up.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { renderUnicodeCompact } from 'uqr';
import { buildNativeServer } from '../../engine/build.mjs';
import { leaving } from '../../tools/lib/parents.mjs';
import { root } from '../../tools/lib/paths.mjs';
import { Problem } from '../../tools/lib/problem.mjs';
import type { Wanted } from './args.ts';
import { isElsewhere } from './folder.ts';
import { oldest } from './oldest.ts';
import { keptIn, runClass, type RunningClass } from './run.ts';

/**
 * Runs a class until the person at the keyboard has enough, or is gone.
 * @param site the folder of the built site
 */
export async function holdClass(wanted: Wanted, site: string): Promise<void> {
  const { signal, unwatch } = leaving();
  try {
    const running = await runClass({
      ...wanted,
      binary: await binaryFor(wanted),
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

/** Whether the class starts no server itself. */
export function isHubElsewhere({ hub, resume, folder }: Wanted): boolean {
  const kept = resume ?? keptIn(folder);
  return hub !== undefined || (kept !== undefined && isElsewhere(kept));
}

async function binaryFor(wanted: Wanted): Promise<string> {
  if (isHubElsewhere(wanted)) return '';
  return wanted.server ? serverAt(wanted.server) : buildNativeServer();
}

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
  const { name, door, ports, address, hub } = folder.state;
  const alone = /^(?:127\.|localhost$|::1$)/.test(address!.host);
  // A hub that is not the class's own may be reached by this command alone, as in a network of containers.
  const server = hub
    ? `${attendees.replace(/^http/, 'ws').replace(/#.*/, '')}/hub`
    : `nats://127.0.0.1:${ports!.client}`;
  return `
${name}

${renderUnicodeCompact(attendees)}

Attendees   ${attendees}
  or        ${attendees.replace(/#.*/, '')} with the code ${door.code}
Trainers    ${trainers}

${
  alone
    ? address!.origin === undefined
      ? 'Only this machine reaches the class. --host 0.0.0.0 lets others in.'
      : 'Others reach the class at the address above, by what passes it on to this machine.'
    : `Others reach the site at the address above${ports ? `, and the hub's port ${ports.leaf} for native leaf nodes. Client ports stay on this machine` : ''}.`
}
For the lines of class labs, in a terminal of this machine:
  nats context add class --server ${server} --creds ${terminal} --select

Ctrl-C ends the class for now. It goes on with: npm run class -- --resume ${folder.path}
`;
}
