import { fewNames } from '../lab/few-names.ts';
import { emptyBench } from './begin.ts';
import type { BenchFile } from './bench.ts';
import { benchName } from './read-bench.ts';

/** A name for a bench of files: that of the only file, of their folder, or of the servers. */
export function nameOfFiles(files: readonly BenchFile[], folder?: string): string {
  const [first] = files;
  if (files.length === 1) return benchName(stemOf(first!.path));
  if (folder !== undefined) return benchName(folder);
  const servers = [
    ...new Set(files.filter(({ path }) => /\.(conf|cfg|config|nats)$/i.test(path)).map(serverIn)),
  ];
  if (servers.length === 0) return emptyBench('').name;
  return benchName(fewNames(servers));
}

const stemOf = (path: string): string => path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');

/** The name that a configuration gives its server, where it writes one; else that of its file. */
const serverIn = ({ path, text }: BenchFile): string =>
  /^[ \t]*server_name[ \t]*[:=]?[ \t]*["']?([\w-]+)["']?[ \t\r,;]*(?:#.*)?$/m.exec(text)?.[1] ??
  stemOf(path);
