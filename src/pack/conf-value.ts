import { explain } from '../config-keys/explain.ts';
import { keysIn } from '../lab/conf/conf-index.ts';
import type { Block, ConfText, Key, Scalar } from '../lab/conf/conf-text.ts';
import { between, firstBy, grouped } from '../lab/conf/in-order.ts';

/** A value as only the server's own syntax has it: a number with a unit, or a variable of the environment. */
export interface Raw {
  raw: string;
}

/** A value of a configuration, with its references to variables of its own replaced by what they stand for. */
export type ConfValue = string | number | boolean | Raw | ConfValue[] | ConfMap;

/** A map of a configuration, by its keys as they are written. */
export type ConfMap = Map<string, ConfValue>;

/** How many values variables may bring: each that brings others several times multiplies them. */
const mostBrought = 200_000;

/**
 * Reads a configuration as a value. Keys that only define variables are left out.
 * @throws Error if its variables make too much of it
 */
export function confValue(conf: ConfText, text: string): ConfMap {
  const blockAt = firstBy(conf.blocks, ({ start }) => start);
  const scalarAt = firstBy(conf.scalars, ({ start }) => start);
  const keysNamed = grouped(conf.keys, ({ name }) => name);
  /** How many variables lead to what is read, and how many values they have brought. */
  let inside = 0;
  let brought = 0;
  const count = () => {
    if (inside > 0) brought += 1;
    if (brought > mostBrought)
      throw new Error(
        `Variables of a configuration bring more than ${mostBrought} settings to where they are referred to, since they refer to each other again and again. Write out what the server needs. No file was written.`,
      );
  };
  const variables = new Set(conf.keys.flatMap((key) => referredTo(text, key)));
  for (const { reference } of conf.scalars) {
    const [, name] = /\$(\S+)$/.exec(reference?.setting ?? '') ?? [];
    if (name !== undefined) variables.add(name);
  }

  const entriesOf = (block: Block): ConfMap => {
    const map: ConfMap = new Map();
    for (const key of keysIn(conf, block)) {
      if (variables.has(key.name) && !isSetting(key)) continue;
      // A later key of one name takes the place of an earlier one.
      map.delete(key.name);
      map.set(key.name, valueOf(key));
    }
    return map;
  };

  const valueOf = (key: Key): ConfValue => {
    count();
    const start = startOf(text, key);
    if (text[start] === '{') {
      const block = blockAt.get(start + 1);
      return block ? entriesOf(block) : new Map();
    }
    if (text[start] === '[') return itemsOf(start, key.valueEnd);
    const scalar = scalarAt.get(start);
    if (scalar) return scalarOf(scalar);
    const [name] = referredTo(text, key);
    const referred = keysNamed
      .get(name ?? '')
      ?.findLast((each) => each.valueEnd <= key.start && each.block.end >= key.start);
    if (!referred) return '';
    inside += 1;
    const value = valueOf(referred);
    inside -= 1;
    return value;
  };

  const itemsOf = (start: number, end: number): ConfValue[] => {
    const parts = [
      ...between(conf.blocks, start + 1, end).map((block) => ({
        from: block.start - 1,
        to: block.end,
        value: () => entriesOf(block),
      })),
      ...between(conf.scalars, start + 1, end).map((scalar) => ({
        from: scalar.start,
        to: scalar.end,
        value: () => scalarOf(scalar),
      })),
    ].sort((a, b) => a.from - b.from);
    const items: ConfValue[] = [];
    let passed = start;
    for (const { from, to, value } of parts) {
      if (from < passed) continue;
      count();
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
