import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createOperator, encodeOperator } from '@nats-io/jwt';
import { makeAccount, makeUser } from '../../src/lab/credentials/signing.ts';
import type { PackedFile } from '../../src/pack/pack.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { packCompose } from './pack-compose.ts';
import type { PackedHub } from './pack-conf.ts';
import { packHelm } from './pack-helm.ts';

/** Where a hub of three servers is to run. */
export type PackKind = 'compose' | 'helm';

/** The file of a pack that is secret. */
const credsName = 'class.creds';

/**
 * Writes the files of a hub of three servers, with an operator of its own, on which a class runs by `--hub`.
 * @returns what to say of it
 * @throws Problem if the folder has something already
 */
export async function packClass(
  { kind, folder }: { kind: PackKind; folder: string },
  { name, origin }: { name: string; origin?: string },
): Promise<string> {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Problem(`${folder} has something in it: --pack writes into a new folder.`);
  const { hub, creds } = await makeHub(name, origin!);
  const files: PackedFile[] = [
    ...(kind === 'compose' ? packCompose(hub) : packHelm(hub)),
    { path: credsName, text: creds, mode: 0o600 },
  ];
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const { path: file, text, mode } of files)
    writeFileSync(path.join(folder, file), text, { mode: mode ?? 0o644 });
  return `${files.map(({ path: file }) => path.join(folder, file)).join('\n')}\n\nREADME.md says what comes next. ${credsName} is secret: who has it can be anybody at this hub.`;
}

/** Makes an operator, of which a signing key is kept: the first key is needed no more. */
async function makeHub(name: string, origin: string): Promise<{ hub: PackedHub; creds: string }> {
  const [operator, signer] = [{ keys: createOperator() }, { keys: createOperator() }];
  const operatorJwt = await encodeOperator('CLASS', operator.keys, {
    signing_keys: [signer.keys.getPublicKey()],
  });
  const { keys, jwt } = await makeAccount(signer, 'SYS');
  const { creds } = await makeUser(
    { name: 'SYS', keys, jwt, limits: {}, revocations: {} },
    'class',
  );
  const seed = new TextDecoder().decode(signer.keys.getSeed());
  return {
    hub: { name, origin, operatorJwt, system: { id: keys.getPublicKey(), jwt } },
    creds: `${creds}
-----BEGIN OPERATOR NKEY SEED-----
${seed}
------END OPERATOR NKEY SEED------
`,
  };
}
