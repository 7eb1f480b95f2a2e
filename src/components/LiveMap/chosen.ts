import type { Refusal } from '../../lab/session/refusals.ts';
import type { Spot } from '../Map/types.ts';

/** What the reader looks at more closely. */
export type Chosen =
  | Spot
  | { type: 'message'; seq: number; count: number | undefined }
  | { type: 'refused'; id: number; refusals: readonly Refusal[] };
