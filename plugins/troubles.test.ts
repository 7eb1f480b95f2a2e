import { expect, test } from 'vitest';
import { troubles as exercises } from '../labs/troubles/index.ts';
import { fieldsOf } from './messages/fields.ts';
import { troubles } from './troubles.ts';

test('every trouble has a page with the line that readers see, and every such page an exercise', async () => {
  const pages = await troubles(({ fileContent: content }) =>
    Promise.resolve({ frontMatter: { ...fieldsOf(content) }, content }),
  );
  const names = exercises.map(({ name }) => `troubleshooting/${name}`);
  expect(pages.map(({ id }) => id).sort()).toEqual(names.sort());
});
