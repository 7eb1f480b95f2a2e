import type { SeatNow } from '../../class/room.ts';

/** The seats by what they have answered to a ready check. */
export function answersTo(
  id: string,
  seats: readonly SeatNow[],
): Record<'yes' | 'no' | 'none', SeatNow[]> {
  const by: Record<'yes' | 'no' | 'none', SeatNow[]> = { yes: [], no: [], none: [] };
  for (const seat of seats) {
    const answer = seat.answers.get(id);
    by[answer ? (answer.yes ? 'yes' : 'no') : 'none'].push(seat);
  }
  return by;
}
