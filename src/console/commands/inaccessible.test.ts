import { expect, test } from 'vitest';
import { inaccessible } from './inaccessible.ts';

test('names stand below one another in four columns, without a head', () => {
  expect(inaccessible(['B', 'A', 'C', 'E', 'D'], 'Streams').join('\n')).toBe(`
╭──────────────────────╮
│ Inaccessible Streams │
├───┬───┬───┬──────────┤
│ A │ C │ E │          │
│ B │ D │   │          │
╰───┴───┴───┴──────────╯`);
  expect(inaccessible([], 'Streams')).toEqual([]);
});
