import { describe, expect, test } from 'vitest';
import { labs } from '../../../labs/index.ts';
import { troubles } from '../../../labs/troubles/index.ts';
import { wordsOf, type Act } from '../../../src/lab/exercise/act.ts';
import { statements, type Shown, type Treated } from './coverage.ts';
import { partsOf, textOf, type Part } from './page.ts';

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

/** By what a row names a live part of a page. */
function nameOf({ name, props }: Part): string {
  if (name === 'Command') return textOf(props.children);
  if (name === 'Do') return wordsOf(props as Act);
  if (name === 'Try') return props['title'] as string;
  return name;
}

async function expectShown(shown: Shown): Promise<void> {
  if ('live' in shown) {
    const all = await allOf(shown.page);
    const components = all.filter(({ name }) => /^[A-Z]/.test(name));
    return expect(components.map(nameOf), shown.page).toContain(shown.live);
  }
  const exercise = [...labs, ...troubles].find(({ name }) => name === shown.lab);
  expect(exercise?.steps.map(({ id }) => id) ?? [], shown.lab).toContain(shown.step);
}

describe('each statement is treated on a page and shown by servers', () => {
  test.each(statements)('$says', async ({ treated, shown }) => {
    await expectHeading(treated);
    await expectShown(shown);
  });

  test('none is there twice', () => {
    const said = statements.map(({ says }) => says);
    expect(said).toEqual([...new Set(said)]);
  });
});
