import type { GivenFile, Note } from '../given.ts';
import { isCompose, readCompose, type Reading } from './compose.ts';
import { chartValuesIn, isOldValues, readValues } from './helm.ts';
import { objectsIn, readKubernetes } from './kubernetes.ts';
import { freePaths } from './paths.ts';
import { safe, serverFile } from './server-file.ts';
import { readYaml, type YamlNode } from './yaml-node.ts';

/** The configurations in what deploys them, as files, with the names by which their servers are known there. */
export interface Unpacked {
  files: GivenFile[];
  /** More names of a server, by the path of its configuration. */
  aliases: Map<string, string[]>;
  notes: Note[];
}

/** How long a YAML file may be, in characters. */
const longest = 1_000_000;

/**
 * Takes configurations out of the files that deploy them: Compose files, ConfigMaps of Kubernetes and what runs them,
 * and values of the official chart for Helm. Other files pass through. No variable is read from the environment of
 * this machine, and no template is run.
 */
export function unpacked(files: readonly GivenFile[]): Unpacked {
  const notes: Note[] = [];
  const yamls = files.filter(({ path }) => /\.ya?ml$/i.test(path));
  const documents = yamls.flatMap((file) => documentsOf(file, notes));
  const given = new Map(files.map((file) => [file.path, file]));
  const objects = documents.flatMap(({ file, document }) => objectsIn(file, document));
  const readings: Reading[] = [
    ...documents
      .filter(({ file, document }) => isCompose(document) && !isOverride(file, notes))
      .map(({ file, document }) => readCompose(file, document, given)),
    readKubernetes(objects),
    ...documents.flatMap(({ file, document }) =>
      chartValuesIn(document).map((values) => readValues(file, values, objects)),
    ),
  ];
  for (const { file, document } of documents)
    if (isOldValues(document))
      notes.push({
        path: file.path,
        severity: 'error',
        words: `${file.path} has values of the chart before 1.0, which are not read. Give the ConfigMap that “helm template” makes of them.`,
      });
  const deploying = new Set(
    documents
      .filter(
        ({ file, document }) =>
          isCompose(document) ||
          objectsIn(file, document).length > 0 ||
          chartValuesIn(document).length > 0,
      )
      .map(({ file }) => file.path),
  );
  return {
    ...asFiles(files, readings, deploying),
    notes: [...notes, ...readings.flatMap((each) => each.notes)],
  };
}

/** Compose puts a file of this name over the one beside it. */
function isOverride({ path }: GivenFile, notes: Note[]): boolean {
  const is = /\.override\.ya?ml$/i.test(path);
  if (is)
    notes.push({
      path,
      severity: 'warning',
      words: `${path} is not put over the Compose file beside it. Give what “docker compose config” prints of both.`,
    });
  return is;
}

function documentsOf(file: GivenFile, notes: Note[]): { file: GivenFile; document: YamlNode }[] {
  try {
    if (file.text.length > longest)
      throw new Error(`${file.path} is longer than ${longest} characters and is left out.`);
    return readYaml(file).map((document) => ({ file, document }));
  } catch (error) {
    const isTemplate = /\{\{[^{}]*\}\}/.test(file.text);
    const words = `${file.path} is a template, and none is run here. Give what “helm template” makes of it, or the values.`;
    // A chart has templates beside its values: they are no part of a network before they are run.
    const severity = isTemplate && file.byHand !== 'named' ? 'warning' : 'error';
    notes.push({
      path: file.path,
      severity,
      words: isTemplate ? words : (error as Error).message,
    });
    return [];
  }
}

/** Puts the servers in the place of what deploys them, and of the configurations that they run with. */
function asFiles(
  given: readonly GivenFile[],
  readings: readonly Reading[],
  deploying: ReadonlySet<string>,
): Pick<Unpacked, 'files' | 'aliases'> {
  const found = readings.flatMap((each) => each.found);
  const beside = readings.flatMap(({ files }) => files);
  const mains = new Set(found.flatMap(({ server }) => server.conf?.path ?? []));
  const others = [...given, ...beside].filter(
    ({ path }) => !mains.has(path) && !deploying.has(path),
  );
  // One with variables is of use to what deploys, and to nothing else.
  if (deploying.size > 0)
    for (const [i, { byHand, ...file }] of others.entries())
      if (byHand && /\.env$/.test(file.path)) others[i] = file;
  const free = freePaths(others.map(({ path }) => path));
  const aliases = new Map<string, string[]>();
  const files = found.map(({ server, aliases: names }) => {
    const own = serverFile(server, (wanted) => wanted);
    const folder = own.path.replace(/[^/]*$/, '');
    // One file may be the configuration of several servers: each has its own.
    const wanted = aliases.has(own.path) ? `${folder}${safe(server.name)}.conf` : own.path;
    const path = free(wanted);
    aliases.set(path, [...new Set(names)]);
    return path === own.path ? own : { ...own, path, from: own.from ?? linesOf(own) };
  });
  return { files: [...others, ...files], aliases };
}

const linesOf = ({ path, text }: GivenFile) =>
  text.split('\n').map((_, i) => ({ path, line: i + 1 }));
