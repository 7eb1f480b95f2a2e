import { readFileSync } from 'node:fs';

/** The version of the package that this is part of: beside the command in a package, above it in a clone. */
export const version = versionIn('package.json') ?? versionIn('../package.json') ?? 'unknown';

function versionIn(file: string): string | undefined {
  try {
    const read: unknown = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
    return (read as { version?: string }).version;
  } catch {
    return undefined;
  }
}
