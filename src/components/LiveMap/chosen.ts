import type { Refusal } from '../../lab/session/refusals.ts';
import type { Spot } from '../Map/types.ts';

/** The server, link, message or refusal that the inspector shows. */
export type Chosen =
  | Spot
  | { type: 'message'; seq: number; count: number | undefined }
  | { type: 'refused'; id: number; refusals: readonly Refusal[] };
