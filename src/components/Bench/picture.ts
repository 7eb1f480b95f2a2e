import regular from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2';
import semibold from '@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-600-normal.woff2';

/** The properties of a style that a drawing needs where the styles of the page are not. */
const drawn = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray'],
  ...['stroke-linecap', 'stroke-linejoin', 'opacity', 'vector-effect', 'paint-order', 'display'],
  ...['font-family', 'font-size', 'font-weight', 'font-style', 'letter-spacing', 'visibility'],
  ...['text-anchor', 'dominant-baseline', 'transform', 'transform-origin', 'transform-box'],
];

/** How many pixels a unit of the map has in a PNG. */
const scale = 2;

/**
 * The map of the bench as it is drawn now.
 * @throws Error if the page shows none
 */
export function drawnMap(): SVGSVGElement {
  const all = document.querySelectorAll<SVGSVGElement>('svg[role="img"]');
  const shown = [...all].filter((svg) => svg.getBoundingClientRect().width > 0);
  const largest = shown.sort((a, b) => b.clientWidth - a.clientWidth)[0];
  if (largest) return largest;
  throw new Error('The map is not drawn yet: wait until the files are read.');
}

/** A drawing as a file of its own, with its styles and fonts in it, in the colours of a light page. */
export async function svgOf(map: SVGSVGElement): Promise<string> {
  // Beside the map itself, so that the same styles hold.
  const stage = document.createElement('div');
  stage.setAttribute('aria-hidden', 'true');
  stage.style.cssText = 'position: fixed; inset-inline-start: -10000px; inline-size: 900px';
  for (const [name, value] of lightTokens()) stage.style.setProperty(name, value);
  const copy = map.cloneNode(true) as SVGSVGElement;
  stage.append(copy);
  map.parentElement!.append(stage);
  try {
    const elements = [copy, ...copy.querySelectorAll<SVGElement>('*')];
    const styles = elements.map((element) => {
      const style = getComputedStyle(element);
      return drawn.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';');
    });
    elements.forEach((element, i) => {
      element.removeAttribute('class');
      element.setAttribute('style', styles[i]!);
    });
    const { width, height } = copy.viewBox.baseVal;
    copy.setAttribute('width', String(width));
    copy.setAttribute('height', String(height));
    const ground = document.createElementNS(copy.namespaceURI, 'rect');
    for (const [name, value] of Object.entries({ width, height, fill: paper() }))
      ground.setAttribute(name, String(value));
    const fonts = document.createElementNS(copy.namespaceURI, 'style');
    fonts.textContent = await fontFaces();
    copy.prepend(fonts, ground);
    return new XMLSerializer().serializeToString(copy);
  } finally {
    stage.remove();
  }
}

/** A drawing as a PNG. */
export async function pngOf(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * scale;
  canvas.height = image.naturalHeight * scale;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('This browser could not draw the picture. Save it as SVG.');
  return new Uint8Array(await blob.arrayBuffer());
}

/** The colours of a light page, by their custom properties. */
function lightTokens(): Map<string, string> {
  const tokens = new Map<string, string>();
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSStyleRule && rule.selectorText === ':root')
        for (const name of rule.style)
          if (name.startsWith('--lw-')) tokens.set(name, rule.style.getPropertyValue(name));
  return tokens;
}

const paper = () => lightTokens().get('--lw-paper') ?? '#fff';

async function fontFaces(): Promise<string> {
  const faces = [
    [400, regular],
    [600, semibold],
  ] as const;
  const rules = faces.map(async ([weight, file]) => {
    const bytes = new Uint8Array(await (await fetch(file)).arrayBuffer());
    const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    return `@font-face{font-family:"IBM Plex Sans";font-weight:${weight};src:url(data:font/woff2;base64,${base64})}`;
  });
  return (await Promise.all(rules)).join('');
}
