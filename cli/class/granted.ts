import { readFileSync } from 'node:fs';
import { fromSeed } from '@nats-io/jwt';
import { credsOf } from '../../src/class/logins.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import type { Granted } from './keys.ts';

/** Where a reader finds how the file is made. */
const more = 'The page “Past one laptop” of the workshop has the lines that write it.';

/**
 * Reads the file with all that a class needs at a hub that is not its own: the user of the system account as `nsc` writes
 * it, and the seed of the operator or of one of its signing keys.
 * @throws Problem that says what it lacks
 */
export function readGranted(file: string): Granted {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Problem(`--creds ${file} cannot be read. ${more}`);
  }
  const jwt = /-----BEGIN NATS USER JWT-----\s+(\S+)\s+-+END/.exec(text)?.[1];
  const user = /^\s*(SU[A-Z2-7]{56})\s*$/m.exec(text)?.[1];
  const operator = /^\s*(SO[A-Z2-7]{56})\s*$/m.exec(text)?.[1];
  if (jwt === undefined || user === undefined)
    throw new Problem(`--creds ${file} has no user: it begins with a .creds file of SYS. ${more}`);
  if (operator === undefined)
    throw new Problem(
      `--creds ${file} has no seed of an operator key, which begins with SO: the class signs its accounts with it. ${more}`,
    );
  return { signer: { keys: seed(operator, file) }, system: credsOf(jwt, user) };
}

function seed(text: string, file: string) {
  try {
    return fromSeed(new TextEncoder().encode(text));
  } catch {
    throw new Problem(`--creds ${file}: the seed that begins with SO is not whole. ${more}`);
  }
}
