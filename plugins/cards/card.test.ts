import { expect, test } from 'vitest';
import { drawCard } from './card.ts';

test('a card is a picture of the size that others show, and the same words give the same one', async () => {
  const words = { part: 'Guides', title: 'Across the boundary', description: 'What crosses.' };
  const [one, two] = [Buffer.from(await drawCard(words)), Buffer.from(await drawCard(words))];
  expect(one.subarray(1, 4).toString()).toBe('PNG');
  expect([one.readUInt32BE(16), one.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(one.equals(two)).toBe(true);
  expect(one.equals(Buffer.from(await drawCard({ ...words, title: 'Hub-spoke' })))).toBe(false);
});
