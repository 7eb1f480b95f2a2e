import { keptClass } from './kept-class.ts';
import { keptSeat, takeReady } from './kept-seat.ts';
import { SeatClient } from './seat-client.ts';
import { seatClient } from './seat-now.ts';

/** Opens the client of the seat that is kept, and again whenever another is. */
export function openSeat(page: string): () => void {
  const open = () => {
    const seat = keptSeat();
    const was = seatClient.get();
    if (was && was.seat.member.page === seat?.member.page) return;
    was?.close();
    const client = seat && new SeatClient(seat, page);
    const ready = client && takeReady();
    if (ready) client.say('ready', ready);
    seatClient.set(client);
  };
  open();
  return keptClass.subscribe(open);
}
