import type { Refused } from '../../class/records.ts';

/** What a trainer can do about a refusal. */
export function trainerRemedy({ refused }: Refused): string {
  switch (refused) {
    case 'code':
    case 'expired':
    case 'closed':
      return 'Open the trainer’s link that the command has printed, whole, with what follows its “#”.';
    case 'removed':
      return 'Open the trainer’s link of the command to join again.';
    case 'busy':
      // The class has said how long.
      return '';
    case 'full':
      return 'A class has at most twenty trainers, and each of them twenty browsers.';
    case 'malformed':
      return 'Type a name of one line, of up to 40 characters.';
  }
}
