import type { Membership } from '../../class/join.ts';
import type { Doorway } from '../../class/records.ts';

/** A trainer's place as the browser keeps it: with it the same place is had again after a reload. */
export interface KeptTrainer {
  class: Doorway;
  member: Membership;
}

const keyOf = (id: string) => `leafwise.trainer.${id}`;
const inMemory = new Map<string, string>();

/** Keeps a trainer's place in a class. */
export function keepTrainer(trainer: KeptTrainer): void {
  const text = JSON.stringify(trainer);
  inMemory.set(trainer.class.id, text);
  try {
    localStorage.setItem(keyOf(trainer.class.id), text);
  } catch {
    // Without storage the place is had until the page is left.
  }
}

/** The trainer's place that this browser has in a class. */
export function keptTrainer(id: string): KeptTrainer | undefined {
  try {
    const text = localStorage.getItem(keyOf(id)) ?? inMemory.get(id);
    return text === undefined ? undefined : (JSON.parse(text) as KeptTrainer);
  } catch {
    return undefined;
  }
}

/** Whether this browser has a trainer's place in any class. */
export function isTrainer(): boolean {
  try {
    return inMemory.size > 0 || Object.keys(localStorage).some((key) => key.startsWith(keyOf('')));
  } catch {
    return inMemory.size > 0;
  }
}

/** Forgets the place of this browser in a class, which is gone or takes it no more. */
export function forgetTrainer(id: string): void {
  inMemory.delete(id);
  try {
    localStorage.removeItem(keyOf(id));
  } catch {
    // It was kept in memory only.
  }
}
