import type { Scalar } from '../conf/conf-text.ts';
import { operatorsOf } from './accounts.ts';
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

const certificates: ReadonlyMap<string, FileUse> = new Map([
  ['cert_file', 'certificate'],
  ['key_file', 'key'],
  ['ca_file', 'ca'],
]);

/** Lists the files that a configuration names, with those that were given. */
export function namedFiles(server: ServerConf, files: ReadonlyMap<string, GivenFile>): NamedFile[] {
  const operators = new Set(operatorsOf(server.conf));
  return server.conf.scalars.flatMap((scalar) => {
    const use = useOf(scalar, operators);
    if (!use) return [];
    const given = findGiven(files, server.path, scalar.text);
    const place = server.placeOf(scalar.start);
    return [{ path: scalar.text, use, place, scalar, ...(given && { given }) }];
  });
}

function useOf(scalar: Scalar, operators: ReadonlySet<Scalar>): FileUse | undefined {
  const { key, block, text } = scalar;
  if (operators.has(scalar)) return text.startsWith('eyJ') ? undefined : 'operator';
  const path = block.path.join('.');
  if (/^(creds|credentials)$/.test(key) && /^leaf(nodes)?\.remotes$/.test(path))
    return 'credentials';
  return /(^|\.|_)tls(\.cert(s|ificates))?$/.test(path) ? certificates.get(key) : undefined;
}
