import { trainerHere } from '../ClassView/trainer-hub.ts';
import { TrainerClient } from '../Trainer/trainer-client.ts';

/**
 * Tells the number of the last seat of the class, and each time that it changes. A browser that leads no class hears
 * nothing.
 * @returns what ends it
 */
export async function watchSeatCount(
  file: string,
  tell: (count: number) => void,
): Promise<() => void> {
  const trainer = await trainerHere(file);
  if (!trainer) return () => {};
  const client = new TrainerClient(trainer);
  const look = () => {
    const numbers = [...client.view.get().room.seats.keys()].map((id) => Number(id.slice(5)));
    if (numbers.length > 0) tell(Math.max(...numbers));
  };
  const unheard = client.view.subscribe(look);
  return () => {
    unheard();
    client.close();
  };
}
