import { createContext, useContext, useSyncExternalStore } from 'react';
import type { SeatNow } from '../../class/room.ts';
import type { TrainerClient, TrainerView } from './trainer-client.ts';

/** What all parts of a trainer's page share. */
export interface TrainerTools {
  client: TrainerClient;
  /** Whether this trainer drives the class. */
  drives: boolean;
  /** Whether names stay off the screen, which all may see. */
  nameless: boolean;
  nameOf: (seat: SeatNow) => string;
}

export const TrainerContext = createContext<TrainerTools | undefined>(undefined);

export function useTrainer(): TrainerTools {
  const tools = useContext(TrainerContext);
  if (!tools) throw new Error('A part of the trainer’s page stands outside of it.');
  return tools;
}

/** The class as it is now. */
export const useView = ({ view }: TrainerClient): TrainerView =>
  useSyncExternalStore(view.subscribe, view.get, view.get);
