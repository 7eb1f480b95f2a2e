import { keptClass } from './kept-class.ts';
import { keptSeat } from './kept-seat.ts';
import { SeatClient } from './seat-client.ts';
import { seatClient } from './seat-now.ts';

/** Opens the client of the seat that is kept, and again whenever another is. */
export function openSeat(page: string): () => void {
  const open = () => {
    const seat = keptSeat();
    const was = seatClient.get();
    if (was && was.seat.member.page === seat?.member.page) return;
    was?.close();
    seatClient.set(seat && new SeatClient(seat, page));
  };
  open();
  return keptClass.subscribe(open);
}
