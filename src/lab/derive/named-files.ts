import type { Scalar } from '../conf/conf-text.ts';
import { findGiven } from './find-given.ts';
import type { FileUse, GivenFile, Place } from './given.ts';
import type { ServerConf } from './server-conf.ts';

/** A file that the configuration of a server names, other than those that it includes. */
export interface NamedFile {
  /** As the configuration writes it. */
  path: string;
  use: FileUse;
  /** Where the configuration names it. */
  place: Place;
  /** The value that names it. */
  scalar: Scalar;
  /** The file, if it is among those given. */
  given?: GivenFile;
}

const uses: [RegExp, FileUse][] = [
  [/^(creds|credentials)$/, 'credentials'],
  [/^(cert_file|cert)$/, 'certificate'],
  [/^(key_file|key)$/, 'key'],
  [/^(ca_file|ca_cert_file|ca)$/, 'ca'],
];

/** Lists the files that a configuration names, with those that were given. */
export function namedFiles(server: ServerConf, files: ReadonlyMap<string, GivenFile>): NamedFile[] {
  return server.conf.scalars.flatMap((scalar) => {
    const use = useOf(scalar);
    if (!use) return [];
    const given = findGiven(files, server.path, scalar.text);
    const place = server.placeOf(scalar.start);
    return [{ path: scalar.text, use, place, scalar, ...(given && { given }) }];
  });
}

function useOf({ key, block, text }: Scalar): FileUse | undefined {
  const path = block.path.join('.');
  if (/^operators?$|^roots?$/.test(key) && path === '') return isJwt(text) ? undefined : 'operator';
  const use = uses.find(([pattern]) => pattern.test(key))?.[1];
  if (use === 'credentials') return /^leaf(nodes)?\.remotes$/.test(path) ? use : undefined;
  return use && /(^|\.)tls$/.test(path) ? use : undefined;
}

const isJwt = (text: string): boolean => text.startsWith('eyJ');
