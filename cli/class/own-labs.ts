import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { classLabs } from '../../labs/class-labs.ts';
import { labs } from '../../labs/index.ts';
import { errorText } from '../../src/lab/error-text.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import { Problem } from '../../tools/lib/problem.mjs';

const recipe =
  'The page “A lab of your own” of the workshop, and examples/opening-hours, have all of it.';

const known = new Set(
  [...labs, ...classLabs.map(({ exercise }) => exercise)].map(({ name }) => name),
);

/**
 * Looks at the folder of a lab that is to be taken into the site.
 * @returns its absolute path
 * @throws Problem that says what is wrong, and the remedy
 */
export async function lookAtLab(folder: string): Promise<string> {
  const whole = path.resolve(folder);
  const wrong = (what: string) => new Problem(`--lab ${folder}: ${what}\n${recipe}`);
  if (!existsSync(whole) || !statSync(whole).isDirectory()) throw wrong('There is no such folder.');
  const name = path.basename(whole);
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw wrong('Its name becomes an address: small letters, digits and hyphens, as in my-lab.');
  if (known.has(name))
    throw wrong(`The site has a lab ${name}. Rename the folder and the exercise.`);
  for (const file of ['exercise.ts', 'page.mdx'])
    if (!existsSync(path.join(whole, file))) throw wrong(`It has no ${file}.`);
  const exercise = await exerciseIn(whole).catch((error: unknown) => {
    throw wrong(`exercise.ts cannot be loaded: ${errorText(error)}`);
  });
  if (!exercise) throw wrong('exercise.ts has no exercise as its default export.');
  if (exercise.name !== name)
    throw wrong(`The exercise is named ${exercise.name}. Name it ${name}, as its folder is.`);
  const steps = exercise.steps.map(({ id }) => id);
  const onPage = stepsOf(readFileSync(path.join(whole, 'page.mdx'), 'utf8'));
  if (steps.join() !== onPage.join())
    throw wrong(
      `page.mdx has the steps ${listed(onPage)}, and the exercise ${listed(steps)}: each needs a <Step id="…">, in the same order.`,
    );
  return whole;
}

async function exerciseIn(folder: string): Promise<Exercise | undefined> {
  const file = pathToFileURL(path.join(folder, 'exercise.ts')).href;
  const { default: exercise } = (await import(file)) as { default?: Partial<Exercise> };
  return exercise?.name !== undefined && exercise.topology && Array.isArray(exercise.steps)
    ? (exercise as Exercise)
    : undefined;
}

const stepsOf = (page: string): string[] =>
  [...page.matchAll(/^<Step id="([^"]+)"/gm)].map(([, id]) => id!);

const listed = (ids: readonly string[]) => ids.join(', ') || 'none';
