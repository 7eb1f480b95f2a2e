// @ts-check
// For labs from outside: a folder without a package.json holds ES modules too, as this project does.
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

/** @type {string[]} */
let outside = [];

/** Has Node and tsx read the TypeScript below some folders as ES modules. @param {string[]} folders */
export const readAsModules = (folders) =>
  register(import.meta.url, { data: folders.map((folder) => `${pathToFileURL(folder).href}/`) });

/** @param {string[]} folders */
export function initialize(folders) {
  outside = folders;
}

/** @type {import('node:module').ResolveHook} */
export async function resolve(specifier, context, nextResolve) {
  const found = await nextResolve(specifier, context);
  const isOurs = /\.ts(?:\?|$)/.test(found.url) && outside.some((at) => found.url.startsWith(at));
  return isOurs ? { ...found, format: 'module' } : found;
}
