import { fromRoot } from '../../conf/edits.ts';

/** The folder of a file, with a slash at its end; empty for a file at the top. */
const folderOf = (path: string): string => path.replace(/[^/]*$/, '');

/** A path that stands in a file, from the folder of that file on. */
export const beside = (file: string, named: string): string =>
  fromRoot(named.startsWith('/') ? named : folderOf(file) + named).slice(1);

/** Chooses paths for new files, none of which is taken. */
export function freePaths(taken: Iterable<string>): (wanted: string) => string {
  const all = new Set(taken);
  return (wanted) => {
    const [, stem, ending] = /^(.*?)(\.[^./]*)?$/s.exec(wanted)!;
    let path = wanted;
    for (let n = 2; all.has(path); n += 1) path = `${stem}-${n}${ending ?? ''}`;
    all.add(path);
    return path;
  };
}
