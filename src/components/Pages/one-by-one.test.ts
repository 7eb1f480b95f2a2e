import { expect, test, vi } from 'vitest';
import { oneByOne, type Prefetch } from './one-by-one.ts';

/** A line that brings a page when it is told to. */
function slowLine() {
  const arrive: (() => void)[] = [];
  const fetch = vi.fn<Prefetch>(() => new Promise((resolve) => arrive.push(() => resolve([]))));
  return { fetch, next: () => arrive.shift()!() };
}

const atOnce = () => Promise.resolve();

test('pages are fetched one after the other', async () => {
  const { fetch, next } = slowLine();
  const prefetch = oneByOne(fetch, () => true, atOnce);
  const [, b] = ['/a', '/b', '/b'].map(prefetch);
  await vi.waitFor(() => expect(fetch.mock.calls).toEqual([['/a']]));
  next();
  await vi.waitFor(() => expect(fetch.mock.calls).toEqual([['/a'], ['/b']]));
  next();
  expect(await b).toEqual([]);
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('a page that waits when the line is wanted is not fetched, until it is asked for again', async () => {
  const { fetch, next } = slowLine();
  let may = true;
  const prefetch = oneByOne(fetch, () => may, atOnce);
  const [, b] = ['/a', '/b'].map(prefetch);
  await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(1));
  may = false;
  next();
  expect(await b).toEqual([]);
  expect(prefetch('/c')).toBe(false);
  expect(fetch).toHaveBeenCalledTimes(1);
  may = true;
  const again = prefetch('/b');
  await vi.waitFor(() => expect(fetch).toHaveBeenLastCalledWith('/b'));
  next();
  expect(await again).toEqual([]);
});

test('a page that does not arrive keeps none from being fetched', async () => {
  const fetch = vi
    .fn<Prefetch>()
    .mockReturnValueOnce(Promise.reject(new Error('gone')))
    .mockReturnValue(false);
  const prefetch = oneByOne(fetch, () => true, atOnce);
  await expect(prefetch('/a')).rejects.toThrow('gone');
  expect(await prefetch('/b')).toEqual([]);
  expect(fetch).toHaveBeenCalledTimes(2);
});
