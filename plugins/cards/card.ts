import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import { root } from '../../tools/lib/paths.mjs';

/** The texts on the card of a page. */
export interface Card {
  /** The part of the site that the page is in; empty if none. */
  part: string;
  title: string;
  description: string;
}

const read = (path: string) => readFileSync(join(root, path));
const face = (weight: 400 | 600) => ({
  name: 'IBM Plex Sans',
  weight,
  data: read(
    `node_modules/@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff`,
  ),
});
const fonts = [face(400), face(600)];

const size = { width: 1200, height: 630 };
const margin = 64;

/** A colour of the light theme, by its name in tokens.css. */
const tokens = read('src/css/tokens.css').toString();
const colour = (name: string) => new RegExp(`--lw-${name}: (#\\w+)`).exec(tokens)![1]!;
const [paper, ink, faint, leaf, hub] = ['paper', 'ink', 'faint', 'leaf', 'hub'].map(colour);

/** Draws the card of a page as a PNG. The same words give the same bytes. */
export async function drawCard({ part, title, description }: Card): Promise<Uint8Array> {
  const brand = ['Leafwise', part].filter(Boolean).join(' · ');
  const column = box(
    {
      flexDirection: 'column',
      padding: `${margin - 8}px ${margin}px`,
      width: '100%',
      height: '100%',
    },
    box(
      { alignItems: 'center', color: faint, fontSize: 30 },
      image(read('static/img/favicon.svg').toString(), { width: 48, height: 48, marginRight: 20 }),
      brand,
    ),
    box({ ...clamp(3), fontSize: 58, fontWeight: 600, lineHeight: 1.14, marginTop: 28 }, title),
    box({ ...clamp(3), color: faint, fontSize: 29, lineHeight: 1.4, marginTop: 22 }, description),
  );
  const card = box(
    { ...size, color: ink, backgroundColor: paper, fontFamily: 'IBM Plex Sans' },
    image(road(), { ...size, position: 'absolute' }),
    column,
  );
  const svg = await satori(card as Parameters<typeof satori>[0], { ...size, fonts });
  return new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
}

/** An element as satori draws it: in React's shape, without React. */
interface Node {
  type: 'div' | 'img';
  props: Record<string, unknown>;
}

const box = (style: object, ...children: (Node | string)[]): Node => ({
  type: 'div',
  props: { style: { display: 'flex', ...style }, children },
});

const image = (svg: string, style: object): Node => ({
  type: 'img',
  props: { src: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`, style },
});

const clamp = (lines: number) => ({ display: 'block', lineClamp: lines });

/** The frame of an atlas page, and in it a road from a leaf to its hub across a border. */
function road(): string {
  const { width, height } = size;
  const y = height - 78;
  const middle = width / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" fill="none">
    <rect x="14" y="14" width="${width - 28}" height="${height - 28}" stroke="${faint}" stroke-opacity=".5"/>
    <rect x="23" y="23" width="${width - 46}" height="${height - 46}" stroke="${faint}" stroke-opacity=".5"/>
    <path d="M18.5 18.5H${width - 18}M18.5 ${height - 18.5}H${width - 18}" stroke="${faint}" stroke-opacity=".5" stroke-width="5" stroke-dasharray="${(width - 37) / 19}"/>
    <path d="M${middle - 6} ${y - 42}q14 22 0 42t6 44" stroke="${leaf}" stroke-width="3" stroke-dasharray="14 6 3 6"/>
    <path d="M${margin + 12} ${y}H${width - margin - 12}" stroke="${ink}" stroke-width="8"/>
    <path d="M${margin + 12} ${y}H${width - margin - 12}" stroke="${paper}" stroke-width="3"/>
    <circle cx="${margin + 12}" cy="${y}" r="12" fill="${paper}" stroke="${hub}" stroke-width="5"/>
    <circle cx="${margin + 12}" cy="${y}" r="4" fill="${hub}"/>
    <circle cx="${width - margin - 12}" cy="${y}" r="12" fill="${paper}" stroke="${leaf}" stroke-width="5"/>
  </svg>`;
}
