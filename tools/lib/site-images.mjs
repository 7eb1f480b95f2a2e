// @ts-check
// The images of the site that are made from others: icons from `favicon.svg`, and the card that stands for the site where
// it is linked to, from the map of its home page.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';

/** @typedef {import('playwright').Browser} Browser @typedef {import('playwright').Page} Page */

const folder = join(root, 'static/img');

/**
 * Writes the icons and the card.
 * @param {Browser} browser
 * @param {string} home The address of the home page of the built site.
 */
export async function makeSiteImages(browser, home) {
  const icon = await readFile(join(folder, 'favicon.svg'), 'utf8');
  const page = await browser.newPage();
  // Apple rounds the corners itself, and would make black of what is transparent.
  await writeFile(join(folder, 'apple-touch-icon.png'), await draw(page, icon, 180, '#fbfaf6', 20));
  for (const size of [192, 512])
    await writeFile(join(folder, `icon-${size}.png`), await draw(page, icon, size));
  // Systems cut its edge to a shape of theirs: what lies within four fifths of it stays.
  const cut = await draw(page, icon, 512, '#fbfaf6', 100);
  await writeFile(join(folder, 'icon-maskable.png'), cut);
  await writeFile(join(folder, 'favicon.ico'), asIco(await draw(page, icon, 32), 32));
  await page.close();
  await writeFile(join(folder, 'social.png'), await drawCard(browser, home, icon));
}

/**
 * A square of `size` pixels with the icon in it.
 * @param {Page} page
 * @param {string} icon
 * @param {number} size
 */
async function draw(page, icon, size, ground = 'transparent', margin = 0) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>
      body { margin: 0; background: ${ground} }
      svg { display: block; box-sizing: border-box; inline-size: ${size}px; block-size: ${size}px; padding: ${margin}px }
    </style>${icon}`,
  );
  return page.screenshot({ omitBackground: ground === 'transparent' });
}

/**
 * An icon file with one picture, as PNG.
 * @param {Buffer} png
 * @param {number} size
 */
function asIco(png, size) {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2); // an icon
  head.writeUInt16LE(1, 4); // with one picture
  head.writeUInt8(size, 6);
  head.writeUInt8(size, 7);
  head.writeUInt16LE(1, 10); // plane
  head.writeUInt16LE(32, 12); // bits a pixel
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}

const card = {
  width: 1200,
  height: 630,
  title: 'NATS leaf nodes and JetStream domains, on servers that run in the page.',
};

/**
 * The site's own type, colours and map, laid out as a card.
 * @param {Browser} browser
 * @param {string} home
 * @param {string} icon
 */
async function drawCard(browser, home, icon) {
  const { width, height, title } = card;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light' });
  await page.goto(home);
  const map = page.getByRole('img', { name: /^Map of/ }).first();
  await map.waitFor();
  await map.evaluate(
    (svg, { icon, title }) => {
      const drawing = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
      // Without the frame, which the card has of its own.
      drawing.querySelector('g')?.remove();
      const { width, height } = drawing.viewBox.baseVal;
      drawing.setAttribute('viewBox', `40 10 ${width - 80} ${height - 20}`);
      document.body.innerHTML = `
        <main style="padding: 54px 66px">
          <p style="display: flex; align-items: center; gap: 20px; margin: 0 0 22px; font-size: 34px; font-weight: 600">
            ${icon.replace('<svg', '<svg width="48" height="48"')} Leafwise
          </p>
          <h1 style="margin: 0 0 24px; font-size: 42px; line-height: 1.17; letter-spacing: -0.01em; text-wrap: wrap">${title}</h1>
        </main>`;
      drawing.style.cssText = `display: block; inline-size: 980px; margin: 0 auto; font-family: var(--ifm-font-family-base)`;
      document.querySelector('main')?.append(drawing);
    },
    { icon, title },
  );
  await page.evaluate(() => document.fonts.ready);
  const picture = await page.screenshot({ animations: 'disabled' });
  await page.close();
  return picture;
}
