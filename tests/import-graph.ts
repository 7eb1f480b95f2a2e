import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { root } from '../tools/lib/paths.mjs';

/** The imports of each node; a node is a file, or a folder of them. */
export type Graph = Map<string, Set<string>>;

/** Each source file that git knows, and the files of this repository that it imports, types included. */
export function importGraph(): Graph {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root });
  const files = listed.toString().split('\n').filter(isSource);
  const known = new Set(files);
  return new Map(files.map((file) => [file, new Set(importsOf(file, known))]));
}

const isSource = (file: string) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('.d.ts');

function importsOf(file: string, known: Set<string>): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'));
  return importedFiles.flatMap(({ fileName }) => {
    if (!/^(\.|@site\/)/.test(fileName)) return [];
    const path = fileName.startsWith('@site/')
      ? fileName.slice('@site/'.length)
      : normalize(join(dirname(file), fileName));
    return ['', '.ts', '.tsx'].map((end) => path + end).find((each) => known.has(each)) ?? [];
  });
}

/** The graph of the folders that files are in, as `folderOf` names them. */
export function byFolder(graph: Graph, folderOf: (file: string) => string): Graph {
  const folders: Graph = new Map();
  for (const [file, imports] of graph) {
    const from = folderOf(file);
    const seen = folders.get(from) ?? new Set();
    folders.set(from, seen);
    for (const to of imports) if (folderOf(to) !== from) seen.add(folderOf(to));
  }
  return folders;
}

/** Finds a circle, in the order of its imports; undefined if there is none. */
export function circleIn(graph: Graph): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, way: string[]): string[] | undefined => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...way, node]);
      if (circle) return circle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const circle = visit(node, []);
    if (circle) return circle;
  }
  return undefined;
}
