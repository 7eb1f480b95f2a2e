import { describe, expect, test } from 'vitest';
import { labs } from '../../../labs/index.ts';
import { troubles } from '../../../labs/troubles/index.ts';
import { wordsOf, type Act } from '../../../src/lab/exercise/act.ts';
import { statements, type Shown, type Treated } from './coverage.ts';
import { every, partsOf, textOf, type Part } from './page.ts';

const headings = ['h2', 'h3', 'h4'];

/** The parts of a page and all parts within them. */
const deep = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => [part, ...deep(part.parts)]);

const allOf = async (page: string) => deep(await partsOf(page));

async function expectHeading({ page, heading }: Treated): Promise<void> {
  const all = await allOf(page);
  if (heading === undefined) return;
  const found = all.filter(({ name }) => headings.includes(name));
  expect(
    found.map(({ props }) => textOf(props.children)),
    page,
  ).toContain(heading);
}

/** The words that a row names a live part by; undefined for a part that no test holds to anything. */
function lineOf({ name, props }: Part): string | undefined {
  if (name === 'Command') return textOf(props.children);
  if (name === 'Do') return wordsOf(props as Act);
  return undefined;
}

/** Whether a live part must give these words, in one line of what it promises. */
const gives = ({ props }: Part, words: string): boolean =>
  ['prints', 'hears', 'refused'].some((promise) =>
    ((props[promise] as string | undefined) ?? '').split('\n').some((one) => one.includes(words)),
  );

/** Fails unless the words say something that not every output and every check has. */
const expectWords = (words: string): void =>
  expect(words.match(/[\p{L}\d"]/gu)?.length ?? 0, `“${words}” says too little`).toBeGreaterThan(3);

/** Fails unless a test holds servers to it, by the words that the row names. */
async function expectShown(shown: Shown): Promise<void> {
  if ('untried' in shown) return expectWords(shown.untried);
  if ('live' in shown) {
    expectWords(shown.gives);
    // A part outside a lab is not run by the tests of pages.
    const live = deep(every(await partsOf(shown.page), 'Lab'));
    const found = live.filter((part) => lineOf(part) === shown.live);
    expect(found, `${shown.live}, live on ${shown.page}`).not.toEqual([]);
    expect(
      found.some((part) => gives(part, shown.gives)),
      `“${shown.live}” on ${shown.page} must give “${shown.gives}”`,
    ).toBe(true);
    return;
  }
  expectWords(shown.check);
  const exercise = [...labs, ...troubles].find(({ name }) => name === shown.lab);
  const symptom = exercise?.symptom ? [{ id: 'symptom', checks: [exercise.symptom] }] : [];
  const step = [...symptom, ...(exercise?.steps ?? [])].find(({ id }) => id === shown.step);
  const told = step?.checks.filter(({ says }) => says.includes(shown.check));
  expect(told?.length, `a check “${shown.check}” of ${shown.lab}, ${shown.step}`).toBe(1);
}

describe('each statement is treated on a page and shown by servers', () => {
  test.each(statements)('$says', async ({ treated, shown }) => {
    await expectHeading(treated);
    for (const each of [shown].flat()) await expectShown(each);
  });

  test('none is there twice', () => {
    const said = statements.map(({ says }) => says);
    expect(said).toEqual([...new Set(said)]);
  });

  const noProof: Record<string, Shown> = {
    'a component': { page: 'guides/hub-spoke', live: 'LiveMap', gives: 'East' },
    'a heading': {
      page: 'guides/hub-spoke',
      live: 'The hub takes over by itself',
      gives: 'the hub',
    },
    'a button that promises no more than its work': {
      page: 'guides/hub-spoke',
      live: 'Cut the link east-hub',
      gives: 'Cut the link',
    },
    'a command that prints something else': {
      page: 'guides/hub-spoke',
      live: `nats request price ''`,
      gives: 'west itself',
    },
    'words that any output has': {
      page: 'guides/hub-spoke',
      live: `nats request price ''`,
      gives: '…',
    },
    'a step without such a check': {
      lab: 'keep-it-local',
      step: 'local',
      check: 'the hub was asked',
    },
  };
  test.each(Object.entries(noProof))('%s is no proof', async (_, shown) => {
    await expect(expectShown(shown)).rejects.toThrow();
  });
});
