/** Letters are to be no smaller, in CSS pixels. */
const least = 11;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The ink of a line of text: a line is higher than its letters. */
function inkOf(text: Element): Box {
  const { left, right, top, bottom, height } = text.getBoundingClientRect();
  return { left, right, top: top + height * 0.2, bottom: bottom - height * 0.18 };
}

const overlap = (a: Box, b: Box): boolean =>
  a.left + 1 < b.right && b.left + 1 < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom;

const holds = ({ left, right, top, bottom }: Box, { x, y }: DOMPoint): boolean =>
  x > left && x < right && y > top && y < bottom;

/** Points along a path. The browser is asked for every sixth, which is dear; between them the path is straight enough. */
function pointsOf(path: SVGPathElement): DOMPoint[] {
  const matrix = path.getScreenCTM()!;
  const length = path.getTotalLength();
  const count = Math.ceil(length / 24);
  const asked = Array.from({ length: count + 1 }, (_, i) =>
    path.getPointAtLength((length * i) / count).matrixTransform(matrix),
  );
  return asked.flatMap((p, i) => {
    const next = asked[i + 1] ?? p;
    return [0, 1, 2, 3, 4, 5].map(
      (n) => new DOMPoint(p.x + ((next.x - p.x) * n) / 6, p.y + ((next.y - p.y) * n) / 6),
    );
  });
}

/** What of the maps inside an element cannot be read: too small, or covered by something else of the map. */
export function troublesOf(element: Element): string[] {
  return [...element.querySelectorAll<SVGSVGElement>('svg[role=img]')]
    .filter((svg) => svg.getBoundingClientRect().width > 0 && svg.querySelector('text'))
    .flatMap(troublesOfMap);
}

function troublesOfMap(svg: SVGSVGElement): string[] {
  const scale = svg.getScreenCTM()!.a;
  const texts = [...svg.querySelectorAll('text')].map((text) => ({
    text,
    words: `“${text.textContent}”`,
    box: inkOf(text),
  }));
  const all = <E extends Element>(selector: string) => [...svg.querySelectorAll<E>(selector)];
  const borders = all<SVGPathElement>('path[class*=border]').map((path) => ({
    of: path.parentElement,
    points: pointsOf(path),
  }));
  const roads = all<SVGPathElement>('path[class*=casing]').map(pointsOf);
  const servers = all('rect[class*=box]').map((rect) => ({
    of: rect.parentElement!,
    box: rect.getBoundingClientRect(),
  }));
  const tabs = all('[data-client]').map((tab) => ({
    of: tab,
    box: tab.querySelector('rect')!.getBoundingClientRect(),
  }));
  const frame = svg.getBoundingClientRect();
  return texts.flatMap(({ text, words, box }, i) => {
    const size = Number.parseFloat(getComputedStyle(text).fontSize) * scale;
    const onServer = servers.some(({ of }) => of.contains(text));
    // The numbers of a trail and the reason of a refusal have a plate beneath them, which hides borders and links.
    const plated = onServer || text.closest('[data-kind], [class*=reason]') !== null;
    return [
      ...(size < least - 0.01 ? [`${words} is ${size.toFixed(1)} px`] : []),
      ...(box.left < frame.left || box.right > frame.right ? [`${words} leaves the map`] : []),
      ...texts
        .slice(i + 1)
        .filter((other) => overlap(box, other.box))
        .map((other) => `${words} over ${other.words}`),
      ...servers
        .filter(({ of, box: server }) => !of.contains(text) && overlap(box, server))
        .map(({ of }) => `${words} over ${of.querySelector('[class*=name]')?.textContent}`),
      ...tabs
        .filter(({ of, box: tab }) => !onServer && !of.contains(text) && overlap(box, tab))
        .map(({ of }) => `${words} under the client ${of.textContent}`),
      ...(borders.some(
        ({ of, points }) =>
          of !== text.parentElement && !plated && points.some((p) => holds(box, p)),
      )
        ? [`${words} over a border`]
        : []),
      ...(!plated && roads.some((points) => points.some((p) => holds(box, p)))
        ? [`${words} over a link`]
        : []),
      ...servers
        .filter(
          ({ of, box: server }) =>
            of.contains(text) &&
            text.parentElement !== null &&
            !text.closest('[data-client]') &&
            (box.left < server.left || box.right > server.right),
        )
        .map(() => `${words} leaves its server`),
    ];
  });
}
