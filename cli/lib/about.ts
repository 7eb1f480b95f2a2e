import { readFileSync } from 'node:fs';

interface Manifest {
  version?: string;
  homepage?: string;
}

/** The package that this is part of: described beside the command in a package, above it in a clone. */
const manifest = read('package.json') ?? read('../../package.json') ?? {};

/** Its version. */
export const version = manifest.version ?? 'unknown';

/** The address of a page of the site; its path alone where the package does not know the site. */
export const pageAddress = (page: string): string =>
  manifest.homepage === undefined ? page : `${manifest.homepage.replace(/\/$/, '')}${page}`;

function read(file: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}
