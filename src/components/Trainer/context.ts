import { createContext, useContext, useEffect, useState, useTransition } from 'react';
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

export const ViewContext = createContext<TrainerView | undefined>(undefined);

/** The class as it is shown now. */
export function useView(): TrainerView {
  const view = useContext(ViewContext);
  if (!view) throw new Error('A part of the trainer’s page stands outside of it.');
  return view;
}

/** Whether what the page knows of the hub is so now. */
export const isReached = ({ link, room }: TrainerView): boolean =>
  link === 'connected' && room.hub?.running !== false;

/**
 * The class as it is to be shown: the next state of it once the last is drawn. A full class changes many times a second;
 * drawing it gives way to what the trainer does.
 */
export function useShownView(client: TrainerClient): TrainerView {
  const [view, setView] = useState(client.view.get);
  const [drawing, draw] = useTransition();
  useEffect(() => {
    if (drawing) return;
    const show = () => draw(() => setView(client.view.get()));
    if (client.view.get() !== view) show();
    return client.view.subscribe(show);
  }, [client, drawing, view]);
  return view;
}
