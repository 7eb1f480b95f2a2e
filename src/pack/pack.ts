import type { Derived } from '../lab/derive/derive.ts';
import { packCli } from './cli.ts';
import { packCompose } from './compose.ts';
import { packHelm } from './helm.ts';
import type { PackedFile } from './packed-file.ts';
import { partsOf } from './part.ts';
import { packSystemd } from './systemd.ts';

export type { PackedFile };

const packers = { compose: packCompose, helm: packHelm, systemd: packSystemd, cli: packCli };

/** What a network can be packed for. */
export type PackFor = keyof typeof packers;

/** Packs a network for a place where it is to run: all is text, and no stand-in is in it. */
export const pack = (derived: Derived, to: PackFor): PackedFile[] =>
  packers[to](derived, partsOf(derived));
