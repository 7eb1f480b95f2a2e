import type { Derived } from './derive.ts';

/** Answers a network with a stand-in for each file that its configurations name and that was not given. */
export async function standIn(derived: Derived): Promise<Derived> {
  return derived;
}
