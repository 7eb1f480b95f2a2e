import { createContext, use } from 'react';
import type { Offered } from '../../bench/take-in.ts';
import { Store } from '../../lab/session/store.ts';
import type { Desk } from './desk.ts';

/** Takes in what a person gives to the page. */
export interface TakesIn {
  offer: (offered: Iterable<Offered> | AsyncIterable<Offered>) => void;
  /** Takes pasted text: files, or a link of a bench. Answers whether there was any. */
  paste: (text: string) => Promise<boolean>;
}

export const TakeInContext = createContext<TakesIn | undefined>(undefined);

/** What takes in files here. */
export function useTakeIn(): TakesIn {
  const takesIn = use(TakeInContext);
  if (!takesIn) throw new Error('This component stands in no <TakeIn>.');
  return takesIn;
}

/** The desk that the page shows, to which files may be added. */
export const presentDesk = new Store<Desk | undefined>(undefined);
