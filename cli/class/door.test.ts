import { expect, test } from 'vitest';
import { Doorkeeper, newDoor, renew } from './door.ts';

const minute = 60_000;

/** A door that was made at the time 0, and what its keeper says later. */
function door() {
  const kept = newDoor(0);
  const keeper = new Doorkeeper(kept, 0);
  return { kept, keeper, refused: (key: string, now: number) => keeper.refusal(key, now)?.refused };
}

test('a code holds for a day unless told, and its link as long', () => {
  const { kept, refused } = door();
  for (const key of [kept.code, kept.secret]) {
    expect(refused(key, 24 * 60 * minute)).toBeUndefined();
    expect(refused(key, 24 * 60 * minute + 1)).toBe('expired');
  }
});

test('a code that is renewed for some minutes expires after them; the old one at once', () => {
  const { kept, refused } = door();
  const { code, secret } = kept;
  renew(kept, minute, 5);
  expect([refused(code, minute), refused(secret, minute)]).toEqual(['expired', 'expired']);
  expect(refused(kept.code, 6 * minute)).toBeUndefined();
  expect(refused(kept.code, 6 * minute + 1)).toBe('expired');
});

test('wrong codes are counted; the link is let in meanwhile', () => {
  const { kept, refused } = door();
  for (let n = 0; n < 20; n++) expect(refused('WRONG', 0)).toBe('code');
  expect(refused('WRONG', 0)).toBe('busy');
  expect(refused(kept.code, 0)).toBe('busy');
  expect(refused(kept.secret, 0)).toBeUndefined();
  expect(refused(kept.code, 2000)).toBeUndefined();
});

test('more than a hundred at once wait for their turn', () => {
  const { kept, refused } = door();
  for (let n = 0; n < 100; n++) expect(refused(kept.secret, 0)).toBeUndefined();
  expect(refused(kept.secret, 0)).toBe('busy');
  expect(refused(kept.secret, 100)).toBeUndefined();
});

test('a refusal says once what the asker can do', () => {
  const { kept, keeper } = door();
  for (let n = 0; n < 20; n++) keeper.refusal('WRONG', 0);
  expect(keeper.refusal('WRONG', 0)?.words).toMatch(/Try again in 2 seconds\.$/);
  kept.open = false;
  expect(keeper.refusal(kept.secret, 0)?.words.match(/door/g)).toHaveLength(1);
});
