import { learningPath } from '../../site-data/learning-path.ts';

/** A page of the site, and a step of its lab. */
export interface Spot {
  page: string;
  step?: string | undefined;
}

/**
 * Where a class goes from a place: to the next step of the lab, else to the next page of the learning path.
 * @param steps the steps of the place's page
 * @returns undefined at the end of the path, and beside it
 */
export function nextPlace(
  { page, step }: Spot,
  steps: readonly string[] = [],
  path: readonly string[] = learningPath,
): Spot | undefined {
  const next = steps[step === undefined ? 0 : steps.indexOf(step) + 1];
  if (next !== undefined) return { page, step: next };
  const at = path.indexOf(page.slice(1));
  const id = at < 0 ? undefined : path[at + 1];
  return id === undefined ? undefined : { page: `/${id}` };
}
