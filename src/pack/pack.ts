import type { Derived } from '../lab/derive/derive.ts';
import { refuseActing } from './acting.ts';
import { packCli } from './cli.ts';
import { packCompose } from './compose.ts';
import { packHelm } from './helm.ts';
import type { PackedFile } from './packed-file.ts';
import { partsOf } from './part.ts';
import { refuseLogins } from './refuse-logins.ts';
import { refuseUnread } from './refuse-unread.ts';
import { packSystemd } from './systemd.ts';

export type { PackedFile };

const packers = { compose: packCompose, helm: packHelm, systemd: packSystemd, cli: packCli };

/** What a network can be packed for. */
export type PackFor = keyof typeof packers;

/**
 * Packs a network for a place where it is to run. All of it is text.
 * @throws Error if the network has stand-ins: a configuration may hold some, and none may be deployed; if a
 * configuration is not read to its end, or a text of it acts on a terminal; or if a file would have a secret that is
 * not for secrets
 */
export function pack(derived: Derived, to: PackFor): PackedFile[] {
  if (derived.standIns.length > 0)
    throw new Error(
      'A network is packed without stand-ins. Pack it as it was before they were made.',
    );
  refuseUnread(derived);
  const packedOf = (network: Derived) => packers[to](network, partsOf(network));
  const files = packedOf(derived);
  refuseActing(files);
  refuseLogins(files, derived, packedOf);
  return files;
}
