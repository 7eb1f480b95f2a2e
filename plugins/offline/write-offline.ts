import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import {
  addressOf,
  digestOf,
  releaseFile,
  releaseMeta,
  workerFile,
  type Release,
  type SiteFile,
} from '../../src/offline/release.ts';
import { root } from '../../tools/lib/paths.mjs';

/** What others than a reader ask for: pictures for links elsewhere, lists for searches, all text for language models. */
const forOthers = [
  /^img\/(cards\/|social\.png|screenshot\.png)/,
  /^(sitemap\.xml|robots\.txt|llms-full\.txt|CNAME|\.nojekyll)$/,
];
const own = [workerFile, releaseFile];

/**
 * Writes into a built site what keeps it: the release into each page, the worker with the list of all files, and the
 * file that names the release. A site that has these already gets new ones.
 * @param folder that of the build
 */
export async function writeOffline(folder: string): Promise<Release> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !own.includes(name) && !forOthers.some((pattern) => pattern.test(name)))
    .sort();
  const hash = createHash('sha256');
  for (const name of names) {
    const content = readFileSync(join(folder, name));
    hash
      .update(`${name}\0${content.length}\0`)
      .update(name.endsWith('.html') ? withoutRelease(content.toString()) : content);
  }
  const id = hash.digest('hex').slice(0, 12);
  const files: SiteFile[] = [];
  for (const name of names) {
    const file = join(folder, name);
    if (name.endsWith('.html')) writeFileSync(file, withRelease(readFileSync(file, 'utf8'), id));
    const content = readFileSync(file);
    files.push({ path: addressOf(name), digest: await digestOf(content), bytes: content.length });
  }
  const release = { id, files };
  await writeWorker(join(folder, workerFile), release);
  writeFileSync(join(folder, releaseFile), JSON.stringify({ release: id }));
  return release;
}

const meta = (id: string) => `<meta name="${releaseMeta}" content="${id}">`;
const anyMeta = new RegExp(meta('[0-9a-f]*'));

const withoutRelease = (html: string) => html.replace(anyMeta, '');

function withRelease(html: string, id: string): string {
  const plain = withoutRelease(html);
  const marked = plain.replace(/<head[^>]*>/, (head) => head + meta(id));
  if (marked === plain) throw new Error('A page of the build has no head.');
  return marked;
}

async function writeWorker(outfile: string, release: Release): Promise<void> {
  await build({
    entryPoints: [join(root, 'src/offline/worker.ts')],
    outfile,
    absWorkingDir: root,
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    banner: { js: `self.leafwiseRelease=${JSON.stringify(release)};` },
    logLevel: 'warning',
  });
}
