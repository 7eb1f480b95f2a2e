import { afterEach, expect, test, vi } from 'vitest';
import { Claim } from './claim.ts';

const open: Claim[] = [];
let name = 0;
const claimed = (lost = () => {}) => {
  const claim = new Claim(`claim-${name}`, lost);
  open.push(claim);
  return claim;
};

afterEach(() => {
  open.splice(0).forEach((claim) => claim.close());
  name += 1;
});

test('one tab has it, and keeps it', async () => {
  const [first, second] = [claimed(), claimed()];
  expect(await first.take()).toBe(true);
  expect(await second.take()).toBe(false);
  expect(await first.take()).toBe(true);
});

test('of many that ask at once one has it', async () => {
  const lost = vi.fn();
  const answers = await Promise.all(Array.from({ length: 8 }, () => claimed(lost).take()));
  // A tab that was busy refuses late.
  await vi.waitFor(() => expect(answers.filter(Boolean).length - lost.mock.calls.length).toBe(1));
  expect(await claimed().take()).toBe(false);
});

test('another takes it over, and the first is told', async () => {
  const lost = vi.fn();
  const [first, second] = [claimed(lost), claimed()];
  await first.take();
  second.takeOver();
  await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
  expect(await first.take()).toBe(false);
});

test('is free once it is released, or its tab is gone', async () => {
  const [first, second, third] = [claimed(), claimed(), claimed()];
  await first.take();
  first.release();
  expect(await second.take()).toBe(true);
  second.close();
  expect(await third.take()).toBe(true);
});
