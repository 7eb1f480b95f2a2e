// @ts-check

/*
 * For the bundle of browsers: one route stands for the pages of all messages. Docusaurus sends the route of each
 * page along with every page, and there are some two hundred of these.
 */

const page = /troubleshooting\/messages\/(?!index\b)[\w-]+/;

/**
 * Takes those pages out of a file that Docusaurus generates, by its name.
 * @type {Record<string, (source: string) => string>}
 */
const without = {
  // An entry for each module, on a line that may end the object.
  'registry.js': (source) =>
    source.replace(/^ *"[^"]+": \[.*\],?/gm, (entry) => (page.test(entry) ? '' : entry)),
  'routesChunkNames.json': (source) =>
    JSON.stringify(
      Object.fromEntries(
        Object.entries(/** @type {object} */ (JSON.parse(source))).filter(
          ([name]) => !page.test(name),
        ),
      ),
    ),
  // A block for each route; the first of them gives way to the one for all.
  'routes.js': (source) => {
    const route = /\{\s*path: '([^']*troubleshooting\/messages\/)([\w-]+)',[^}]*\},?/g;
    // Match by name: any other address is "not found", here as on the host.
    const slugs = [...source.matchAll(route)].map(([, , slug]) => slug).join('|');
    let isFirst = true;
    const routes = source.replace(route, (_, folder) => {
      const one = `{ path: '${folder}:slug(${slugs})', component: MessageRoute, exact: true, sidebar: 'troubleshooting' },`;
      const text = isFirst ? one : '';
      isFirst = false;
      return text;
    });
    return `import MessageRoute from '@site/src/components/Message/MessageRoute';\n${routes}`;
  },
};

/**
 * @this {{ resourcePath: string }}
 * @param {string} source
 * @returns {string}
 * @throws Error if Docusaurus no longer writes these files as it did
 */
export default function oneRoute(source) {
  const name = /** @type {string} */ (this.resourcePath.split(/[\\/]/).at(-1));
  const text = /** @type {(source: string) => string} */ (without[name])(source);
  const left = page.exec(text);
  if (left)
    throw new Error(`${name} still has ${left[0]}: it is written in another way than it was`);
  return text;
}
