import type { Refusal } from '../../lab/session/refusals.ts';
import type { Spot } from '../Map/types.ts';

/** The server, link, message or refusal that the inspector shows. */
export type Chosen =
  | Spot
  | { type: 'message'; seq: number; count: number | undefined }
  | { type: 'refused'; id: number; refusals: readonly Refusal[] };

/** The name of its panel. */
export function panelName(chosen: Chosen): string {
  switch (chosen.type) {
    case 'message':
      return 'Message';
    case 'refused':
      return 'Refused';
    default:
      return `${chosen.type} ${chosen.name}`;
  }
}
