import { expect, test, vi } from 'vitest';
import { answer } from './answers.ts';
import type { Keeper } from './keeper.ts';
import type { FetchEvent } from './scope.ts';

const path = 'assets/engine/nats-server.wasm.1d2f8283.br';

/** What a page is answered that asks for a part of the module, where the browser keeps it so. */
async function askedFor(range: string, kept: string | undefined): Promise<Response | undefined> {
  const keeper = {
    pathOf: (url: URL) => url.pathname.slice(1),
    keptOfAny: async () => Promise.resolve(kept === undefined ? undefined : new Response(kept)),
  } as unknown as Keeper;
  const request = new Request(`http://192.0.2.1/${path}`, { headers: { range } });
  return answer(keeper, { request } as FetchEvent);
}

test('a page that has some of the module is given the rest of what is kept', async () => {
  const response = await askedFor('bytes=3-', 'packed');
  expect(response!.status).toBe(206);
  expect(response!.headers.get('content-range')).toBe('bytes 3-5/6');
  expect(await response!.text()).toBe('ked');
});

test('there is no rest of one that is shorter', async () => {
  expect((await askedFor('bytes=6-', 'packed'))!.status).toBe(416);
});

test('another part, or one of a module that is not kept, is asked of the site', async () => {
  const site = vi.fn(() => Promise.resolve(new Response('of the site', { status: 206 })));
  vi.stubGlobal('fetch', site);
  expect(await (await askedFor('bytes=3-', undefined))!.text()).toBe('of the site');
  expect(await (await askedFor('bytes=3-4', 'packed'))!.text()).toBe('of the site');
  expect(site).toHaveBeenCalledTimes(2);
  vi.unstubAllGlobals();
});
