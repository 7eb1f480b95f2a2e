import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';

const build = new URL('../../build/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, build), 'utf8');

test('every page has a title and a description of its own, and a picture', () => {
  const pages = [...read('sitemap.xml').matchAll(/<loc>https?:\/\/[^/]+\/([^<]*)<\/loc>/g)].map(
    ([, path]) => path!,
  );
  const seen = { title: new Set(), description: new Set(), image: new Set() };
  for (const path of pages) {
    const html = read(path === '' ? 'index.html' : `${path}.html`);
    const meta = (name: string) =>
      new RegExp(`property=["']?og:${name}["']? content=("[^"]*"|'[^']*'|[^ >]+)`).exec(html)?.[1];
    for (const [name, values] of Object.entries(seen)) {
      // The pages of messages share the picture of their list.
      if (name === 'image' && path.startsWith('troubleshooting/messages/')) continue;
      const value = meta(name);
      expect.soft(value, `${name} of /${path}`).toBeTruthy();
      expect.soft(values.has(value), `${name} of /${path} is another page's: ${value}`).toBe(false);
      values.add(value);
    }
    const image = new URL(meta('image')!.replace(/"/g, '')).pathname.slice(1);
    expect.soft(existsSync(new URL(image, build)), image).toBe(true);
  }
});
