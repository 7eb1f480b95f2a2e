import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Node,
  type Scalar,
} from 'yaml';
import type { GivenFile } from '../given.ts';

/** A value that is neither a map nor a list. */
export type Value = string | number | boolean | null;

/** A value in a YAML file, and the line on which it stands: for a value of a map, that of its key. */
export type YamlNode = { line: number } & (
  | { kind: 'scalar'; value: Value; text: string; lines: readonly number[]; bare?: boolean }
  | { kind: 'list'; items: YamlNode[] }
  | { kind: 'map'; entries: Map<string, YamlNode> }
);

/** How many values a file may have with all that its aliases repeat. */
const most = 50_000;
/** How deep values may lie in each other. */
const deepest = 100;

/**
 * Reads the documents of a YAML file. Anchors and merge keys are followed; tags do nothing.
 * @throws Error that names the line, where the file is no YAML
 */
export function readYaml({ path, text }: GivenFile): YamlNode[] {
  const counter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: counter,
    // Thousands of errors with their lines in words take more memory than there is.
    prettyErrors: false,
    logLevel: 'silent',
  });
  if (!Array.isArray(documents)) return [];
  let count = 0;
  const lineOf = (node: Node | null | undefined, otherwise: number): number =>
    node?.range ? counter.linePos(node.range[0]).line : otherwise;

  return documents.flatMap((document) => {
    const [error] = document.errors;
    if (error) {
      const { line } = counter.linePos(error.pos[0]);
      throw new Error(`${path}:${line} is not YAML: ${error.message.split('\n')[0]}.`);
    }
    const read = (node: unknown, line: number, depth: number): YamlNode => {
      count += 1;
      if (count > most || depth > deepest)
        throw new Error(`${path} repeats itself too often by its anchors, or lies too deep.`);
      if (isAlias(node)) return read(node.resolve(document), line, depth + 1);
      if (isSeq(node)) {
        const items = node.items.map((item) => {
          const target = isAlias(item) ? undefined : (item as Node);
          return read(item, lineOf(target, line), depth + 1);
        });
        return { line, kind: 'list', items };
      }
      if (isMap(node)) {
        const entries = new Map<string, YamlNode>();
        const merged = new Map<string, YamlNode>();
        for (const { key, value } of node.items) {
          const name = isScalar(key) ? String(key.value) : String(key);
          const at = lineOf(key as Node, line);
          if (name !== '<<') entries.set(name, read(value, at, depth + 1));
          else
            for (const each of mapsIn(read(value, at, depth + 1)))
              for (const [from, inherited] of each)
                if (!merged.has(from)) merged.set(from, inherited);
        }
        for (const [name, inherited] of merged)
          if (!entries.has(name)) entries.set(name, inherited);
        return { line, kind: 'map', entries };
      }
      if (!isScalar(node)) return { line, kind: 'scalar', value: null, text: '', lines: [line] };
      const value = valueOf(node);
      const text = typeof value === 'string' ? value : (node.source ?? String(value ?? ''));
      // In a literal block each line of the value is a line of the file; elsewhere lines may be folded.
      const first = lineOf(node, line) + 1;
      const lines =
        node.type === 'BLOCK_LITERAL' ? text.split('\n').map((_, i) => first + i) : [line];
      return { line, kind: 'scalar', value, text, lines, bare: node.type === 'PLAIN' };
    };
    return document.contents ? [read(document.contents, 1, 0)] : [];
  });
}

/** The value of a scalar as YAML 1.2 has it; a date and the like is the text that stands there. */
function valueOf({ value, source }: Scalar): Value {
  if (value === null || /^(string|number|boolean)$/.test(typeof value)) return value as Value;
  return source ?? null;
}

const mapsIn = (node: YamlNode): Map<string, YamlNode>[] =>
  node.kind === 'map' ? [node.entries] : node.kind === 'list' ? node.items.flatMap(mapsIn) : [];

/** The value at the end of some keys. */
export function at(node: YamlNode | undefined, ...keys: string[]): YamlNode | undefined {
  let here = node;
  for (const key of keys) here = here?.kind === 'map' ? here.entries.get(key) : undefined;
  return here;
}

/** The text of a value that is neither a map, nor a list, nor empty. */
export function textAt(node: YamlNode | undefined, ...keys: string[]): string | undefined {
  const found = at(node, ...keys);
  return found?.kind === 'scalar' && found.value !== null ? found.text : undefined;
}

/** The entries of a map, or none. */
export function entriesAt(node: YamlNode | undefined, ...keys: string[]): [string, YamlNode][] {
  const found = at(node, ...keys);
  return found?.kind === 'map' ? [...found.entries] : [];
}

/** The items of a list, or none. */
export function itemsAt(node: YamlNode | undefined, ...keys: string[]): YamlNode[] {
  const found = at(node, ...keys);
  return found?.kind === 'list' ? found.items : [];
}
