import { expect, test } from 'vitest';
import { labs } from '../../labs/index.ts';
import { statements } from './coverage.ts';
import { every, partsOf, textOf } from './page.ts';

test.each(statements)('“$says” is treated on a page and in a lab', async (statement) => {
  const { page, heading, step } = statement;
  const parts = await partsOf(page);
  const headings = ['h2', 'h3'].flatMap((level) => every(parts, level));
  expect(headings.map(({ props }) => textOf(props.children))).toContain(heading);
  const [lab, id] = step.split('/');
  expect(labs.find(({ name }) => name === lab)?.steps.map((each) => each.id)).toContain(id);
  const steps = every(await partsOf(`labs/${lab}`), 'Step');
  expect(steps.map(({ props }) => props['id'])).toContain(id);
});
