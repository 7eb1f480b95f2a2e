import { zipSync, type Zippable } from 'fflate';
import { examine } from '../doctor/examine.ts';
import { derive } from '../lab/derive/derive.ts';
import { unpacked } from '../lab/derive/deployed/unpacked.ts';
import { pack, type PackFor } from '../pack/pack.ts';
import { isSecretFile } from '../pack/secrets.ts';
import type { BenchState } from './bench.ts';
import { fileName } from './file-name.ts';

/** A network packed for a place where it is to run, as one zip. */
export interface TakenHome {
  /** `NAME-compose.zip` */
  name: string;
  zip: Uint8Array;
  /** The paths of its files, in its folder. */
  paths: string[];
  /** Those that hold logins and keys. */
  secret: string[];
  /** How many errors the doctor finds in it. It is packed as it is. */
  errors: number;
  /** What configurations name and nobody has given: it is not in the zip, and no stand-in is. */
  missing: string[];
}

/**
 * Packs a bench, as `leafwise pack` does.
 * @throws Error that says why it cannot be packed
 */
export function takeHome({ name, files, assigned }: BenchState, to: PackFor): TakenHome {
  const { files: given, aliases } = unpacked(
    files.map((file) => ({ ...file, byHand: 'kept' as const })),
  );
  const hosts = { aliases, assigned: new Map(Object.entries(assigned)) };
  const derived = derive(name, given, hosts);
  const packed = pack(derived, to);
  const errors = examine(derived).filter(({ severity }) => severity === 'error');
  const isMissing = ({ rule }: { rule: string }) => rule.endsWith('-not-given');
  const folder = `${fileName(name)}-${to}`;
  const utf8 = new TextEncoder();
  const entries: Zippable = {};
  for (const { path, text, mode = 0o644 } of packed)
    // As a zip of Unix has permissions: those of a file, in the upper half.
    entries[`${folder}/${path}`] = [
      utf8.encode(text),
      { os: 3, attrs: ((0o100000 | mode) << 16) >>> 0 },
    ];
  return {
    name: `${folder}.zip`,
    zip: zipSync(entries),
    paths: packed.map(({ path }) => path),
    secret: packed.filter((file) => file.logins && isSecretFile(file)).map(({ path }) => path),
    errors: errors.filter((finding) => !isMissing(finding)).length,
    missing: [...new Set(errors.filter(isMissing).map(({ words }) => words))],
  };
}
