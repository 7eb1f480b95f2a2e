import { explain } from '../config-keys/explain.ts';
import type { Block, ConfText, Key, Scalar } from '../lab/conf/conf-text.ts';

/** A value as only the server's own syntax has it: a number with a unit, or a variable of the environment. */
export interface Raw {
  raw: string;
}

/** A value of a configuration, with its references to variables of its own replaced by what they stand for. */
export type ConfValue = string | number | boolean | Raw | ConfValue[] | ConfMap;

/** A map of a configuration, by its keys as they are written. */
export type ConfMap = Map<string, ConfValue>;

/** Reads a configuration as a value. Keys that only define variables are left out. */
export function confValue(conf: ConfText, text: string): ConfMap {
  const variables = new Set(conf.keys.flatMap((key) => referredTo(text, key)));
  for (const { reference } of conf.scalars) {
    const [, name] = /\$(\S+)$/.exec(reference?.setting ?? '') ?? [];
    if (name !== undefined) variables.add(name);
  }

  const entriesOf = (block: Block): ConfMap => {
    const map: ConfMap = new Map();
    for (const key of conf.keys) {
      if (key.block !== block || (variables.has(key.name) && !isSetting(key))) continue;
      // A later key of one name takes the place of an earlier one.
      map.delete(key.name);
      map.set(key.name, valueOf(key));
    }
    return map;
  };

  const valueOf = (key: Key): ConfValue => {
    const start = startOf(text, key);
    if (text[start] === '{') {
      const block = conf.blocks.find((each) => each.start === start + 1);
      return block ? entriesOf(block) : new Map();
    }
    if (text[start] === '[') return itemsOf(start, key.valueEnd);
    const scalar = conf.scalars.find((each) => each.start === start);
    if (scalar) return scalarOf(scalar);
    const [name] = referredTo(text, key);
    const referred = conf.keys.findLast((each) => each.name === name && each.start < key.start);
    return referred ? valueOf(referred) : '';
  };

  const itemsOf = (start: number, end: number): ConfValue[] => {
    const within = (at: number) => at > start && at < end;
    const parts = [
      ...conf.blocks
        .filter((block) => within(block.start))
        .map((block) => ({ from: block.start - 1, to: block.end, value: () => entriesOf(block) })),
      ...conf.scalars
        .filter((scalar) => within(scalar.start))
        .map((scalar) => ({ from: scalar.start, to: scalar.end, value: () => scalarOf(scalar) })),
    ].sort((a, b) => a.from - b.from);
    const items: ConfValue[] = [];
    let passed = start;
    for (const { from, to, value } of parts) {
      if (from < passed) continue;
      items.push(value());
      passed = to;
    }
    return items;
  };

  return entriesOf(conf.blocks[0]!);
}

/** Whether a key is one that the server knows: a variable may have any name. */
const isSetting = ({ path, block }: Key): boolean =>
  block.path.length > 0 || explain(path) !== undefined;

/** Where the value of a key starts. */
function startOf(text: string, key: Key): number {
  const [between] = /^\s*[:=]?[ \t]*/.exec(text.slice(key.end, key.valueEnd))!;
  return key.end + between.length;
}

/** The variable that the value of a key is. */
function referredTo(text: string, key: Key): string[] {
  const start = startOf(text, key);
  return text[start] === '$' ? [text.slice(start + 1, key.valueEnd)] : [];
}

function scalarOf({ text, type }: Scalar): ConfValue {
  if (type === undefined) return { raw: text };
  if (type === 'bool') return /^(true|on|yes)$/i.test(text);
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === 'float') return Number(text);
  return type === 'integer' ? { raw: text } : text;
}
