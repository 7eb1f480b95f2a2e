import { readConf } from '../lab/conf/conf-text.ts';
import type { BenchFile } from './bench.ts';
import { freePath } from './take-in.ts';

/** The beginning of a file among several: `--- path`, as this and other programs write it. */
const ruled = /^---[ \t]+([\w./@-]+\.[A-Za-z]+)[ \t]*$/;
const fence = /^[ \t]*(`{3,}|~{3,})[ \t]*(.*)$/;
/** The name of a file in a line of Markdown. */
const named = /[\w./@-]*\w\.(?:conf|cfg|config|nats|ya?ml|creds|jwt)\b/i;

/**
 * Reads what a person has pasted: one configuration, or several files that are each introduced by `--- path`, or by
 * Markdown that names each before its block of code.
 */
export function filesInPasted(text: string): BenchFile[] {
  const found = blocksIn(text) ?? fencesIn(text) ?? [{ path: nameOf(text), text }];
  const files = new Map<string, string>();
  for (const file of found)
    if (file.text.trim() !== '') files.set(freePath(file.path, files), file.text);
  return [...files].map(([path, body]) => ({ path, text: body }));
}

function blocksIn(text: string): BenchFile[] | undefined {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0 || !ruled.test(lines[first]!)) return undefined;
  const files: { path: string; lines: string[] }[] = [];
  for (const line of lines.slice(first)) {
    const path = ruled.exec(line)?.[1];
    if (path === undefined) files.at(-1)!.lines.push(line);
    else files.push({ path: relative(path), lines: [] });
  }
  return files.map((file) => ({ path: file.path, text: joined(file.lines) }));
}

function fencesIn(text: string): BenchFile[] | undefined {
  const files: BenchFile[] = [];
  let open: { ticks: string; path: string | undefined; lines: string[] } | undefined;
  let before = '';
  for (const line of text.split(/\r?\n/)) {
    const [, ticks, info = ''] = fence.exec(line) ?? [];
    if (open) {
      if (ticks?.startsWith(open.ticks) && info === '') {
        if (open.path !== undefined)
          files.push({ path: relative(open.path), text: joined(open.lines) });
        [open, before] = [undefined, ''];
      } else open.lines.push(line);
    } else if (ticks !== undefined)
      open = { ticks, path: (named.exec(info) ?? named.exec(before))?.[0], lines: [] };
    else if (line.trim() !== '') before = line;
  }
  return files.length > 0 ? files : undefined;
}

const joined = (lines: string[]): string => `${lines.join('\n').replace(/^\n+|\n+$/g, '')}\n`;

/** A path without what leads outside. */
const relative = (path: string): string =>
  path
    .split('/')
    .filter((part) => !['', '.', '..'].includes(part))
    .join('/');

/** The name of a file for a configuration: that of its server, if it has one. */
function nameOf(text: string): string {
  const name = readConf(text).scalars.find(
    ({ key, block }) => /^(server_)?name$/.test(key) && block.path.length === 0,
  )?.text;
  return name !== undefined && /^[\w-]{1,60}$/.test(name) ? `${name}.conf` : 'pasted.conf';
}

/** The fragment of a link of a bench, with its `#`, if that is what was pasted. */
export const linkInPasted = (text: string): string | undefined =>
  /^\s*\S*(#1[\w-]{10,})\S*\s*$/.exec(text)?.[1];
