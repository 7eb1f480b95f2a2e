import type { YamlNode } from './yaml-node.ts';
import { at, textAt } from './yaml-node.ts';

/**
 * Applies one operation of a JSON patch (RFC 6902) to a value, which it changes.
 * @throws Error that says why, where the operation does not fit the value
 */
export function applyPatch(document: YamlNode, operation: YamlNode): YamlNode {
  const op = textAt(operation, 'op');
  const path = keysOf(textAt(operation, 'path'));
  const value = at(operation, 'value');
  const need = (): YamlNode => {
    if (!value) throw new Error(`“${op}” has no value`);
    return { ...copyOf(value), line: operation.line };
  };
  switch (op) {
    case 'add':
      return add(document, path, need());
    case 'remove':
      return remove(document, path);
    case 'replace':
      if (path.length === 0) return need();
      remove(document, path);
      return add(document, path, need());
    case 'copy':
      return add(document, path, copyOf(find(document, keysOf(textAt(operation, 'from')))));
    case 'move': {
      const from = keysOf(textAt(operation, 'from'));
      const moved = find(document, from);
      remove(document, from);
      return add(document, path, moved);
    }
    case 'test':
      if (JSON.stringify(plain(find(document, path))) !== JSON.stringify(plain(need())))
        throw new Error(`the test of /${path.join('/')} fails`);
      return document;
    default:
      throw new Error(`“${op ?? ''}” is no operation of a patch`);
  }
}

function keysOf(pointer: string | undefined): string[] {
  if (pointer === undefined || (pointer !== '' && !pointer.startsWith('/')))
    throw new Error('a path begins with “/”');
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function find(document: YamlNode, path: readonly string[]): YamlNode {
  let here = document;
  for (const key of path) {
    const next =
      here.kind === 'map'
        ? here.entries.get(key)
        : here.kind === 'list'
          ? here.items[Number(key)]
          : undefined;
    if (!next) throw new Error(`there is no /${path.join('/')}`);
    here = next;
  }
  return here;
}

function add(document: YamlNode, path: readonly string[], value: YamlNode): YamlNode {
  const key = path.at(-1);
  if (key === undefined) return value;
  const parent = find(document, path.slice(0, -1));
  if (parent.kind === 'map') parent.entries.set(key, value);
  else if (parent.kind === 'list') {
    const index = key === '-' ? parent.items.length : Number(key);
    if (!Number.isInteger(index) || index < 0 || index > parent.items.length)
      throw new Error(`there is no /${path.join('/')}`);
    parent.items.splice(index, 0, value);
  } else throw new Error(`/${path.slice(0, -1).join('/')} is neither a map nor a list`);
  return document;
}

function remove(document: YamlNode, path: readonly string[]): YamlNode {
  const key = path.at(-1);
  if (key === undefined) throw new Error('the whole cannot be removed');
  find(document, path);
  const parent = find(document, path.slice(0, -1));
  if (parent.kind === 'map') parent.entries.delete(key);
  else if (parent.kind === 'list') parent.items.splice(Number(key), 1);
  return document;
}

/** A copy that can be changed by itself. */
export function copyOf(node: YamlNode): YamlNode {
  if (node.kind === 'list') return { ...node, items: node.items.map(copyOf) };
  if (node.kind === 'map')
    return {
      ...node,
      entries: new Map([...node.entries].map(([key, each]) => [key, copyOf(each)])),
    };
  return node;
}

/** A value without its places, its keys sorted. */
function plain(node: YamlNode): unknown {
  if (node.kind === 'list') return node.items.map(plain);
  if (node.kind === 'map')
    return [...node.entries]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, plain(each)]);
  return node.value;
}
