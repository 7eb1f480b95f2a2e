import {
  parseTemplate,
  TemplateMistake,
  type Node,
  type Operand,
  type Pipe,
} from './go-template.ts';

/** A value within a template. A bigint is an integer that a number could not hold. */
export type Value = string | number | bigint | boolean;

/** The functions of a template: the kinds of their arguments, as Go's errors name them, and what they answer. */
export interface Function {
  /** Absent where there may be any number of arguments of any kind. */
  takes?: readonly 'uint'[];
  call: (...args: Value[]) => Value;
}

export interface Facts {
  functions: Readonly<Record<string, Function>>;
  /** The fields of the value that `.` stands for, in their order. */
  fields: Readonly<Record<string, Value>>;
  /** Further fields, made on each use, which `.` itself does not show. */
  methods: Readonly<Record<string, () => Value>>;
}

const truth = (value: Value) => value !== '' && value !== false && Number(value) !== 0;
const all = (call: (...args: Value[]) => Value): Function => ({ call });

/** The functions that each template has. */
const builtIns: Facts['functions'] = {
  len: all((text) => new TextEncoder().encode(String(text)).length),
  not: all((value) => !truth(value)),
  and: all((...args) => args.find((each) => !truth(each)) ?? args.at(-1)!),
  or: all((...args) => args.find(truth) ?? args.at(-1)!),
  eq: all((first, ...others) => others.some((each) => each === first)),
  ne: all((a, b) => a !== b),
  lt: all((a, b) => a < b),
  le: all((a, b) => a <= b),
  gt: all((a, b) => a > b),
  ge: all((a, b) => a >= b),
  print: all((...args) => args.map(String).join('')),
  println: all((...args) => `${args.map(String).join(' ')}\n`),
  printf: all((format, ...args) => formatted(String(format), args)),
};

/**
 * Fills a template of Go's text/template.
 * @throws TemplateMistake with Go's whole words
 */
export function runTemplate(source: string, given: Facts): string {
  const facts = { ...given, functions: { ...builtIns, ...given.functions } };
  try {
    const nodes = parseTemplate(source, new Set(Object.keys(facts.functions)));
    return new Run(source, facts).list(nodes);
  } catch (error) {
    if (!(error instanceof TemplateMistake)) throw error;
    const whole = error.message.startsWith('body:') ? error.message : `body:1: ${error.message}`;
    throw new TemplateMistake(`template: ${whole}`);
  }
}

class Run {
  readonly #source: string;
  readonly #facts: Facts;

  constructor(source: string, facts: Facts) {
    this.#source = source;
    this.#facts = facts;
  }

  list(nodes: readonly Node[]): string {
    return nodes
      .map((node) => {
        if (node.type === 'text') return node.text;
        const value = this.#pipe(node.pipe);
        if (node.type === 'print') return String(value);
        return this.list(truth(value) ? node.then : node.otherwise);
      })
      .join('');
  }

  #pipe(pipe: Pipe): Value {
    let last: Value | undefined;
    for (const command of pipe) last = this.#command(command, last);
    return last!;
  }

  #command([first, ...others]: Operand[], last: Value | undefined): Value {
    if (first!.type === 'call') return this.#call(first!, others, last);
    if (others.length || last !== undefined)
      this.#fail(first!, `can't give argument to non-function ${first!.source}`);
    return this.#value(first!);
  }

  #call(operand: Operand & { type: 'call' }, given: Operand[], last: Value | undefined): Value {
    const { takes, call } = this.#facts.functions[operand.name]!;
    const count = given.length + (last === undefined ? 0 : 1);
    if (takes && takes.length !== count) {
      const words = `wrong number of args for ${operand.name}: want ${takes.length} got ${count}`;
      this.#fail(operand, words);
    }
    const args = given.map((each) => {
      const value = this.#value(each);
      if (takes && !(typeof value === 'number' && Number.isInteger(value) && value >= 0))
        this.#fail(each, `expected unsigned integer; found ${each.source}`);
      return value;
    });
    return call(...args, ...(last === undefined ? [] : [last]));
  }

  #value(operand: Operand): Value {
    switch (operand.type) {
      case 'literal':
        return operand.value;
      case 'call':
        return this.#call(operand, [], undefined);
      case 'pipe':
        return this.#pipe(operand.pipe);
      case 'nil':
        return this.#fail(operand, 'nil is not a command');
      case 'field':
        return this.#field(operand, operand.path);
    }
  }

  #field(operand: Operand, [name, more]: string[]): Value {
    const { fields, methods } = this.#facts;
    if (name === undefined) return `{${Object.values(fields).map(String).join(' ')}}`;
    const value = Object.hasOwn(fields, name)
      ? fields[name]!
      : Object.hasOwn(methods, name)
        ? methods[name]!()
        : undefined;
    if (value === undefined)
      return this.#fail(operand, `can't evaluate field ${name} in type *util.pubData`);
    if (more === undefined) return value;
    const type = typeof value === 'bigint' ? 'int64' : typeof value === 'number' ? 'int' : 'string';
    return this.#fail(
      { ...operand, at: operand.at + 1 + name.length },
      `can't evaluate field ${more} in type ${type}`,
    );
  }

  #fail({ at, source }: Pick<Operand, 'at' | 'source'>, words: string): never {
    const before = this.#source.slice(0, at).split('\n');
    const column = new TextEncoder().encode(before.at(-1)).length;
    throw new TemplateMistake(
      `body:${before.length}:${column}: executing "body" at <${source}>: ${words}`,
    );
  }
}

/** Formats as Go's Printf, for the verbs that a message body may need. */
function formatted(format: string, args: Value[]): string {
  const left = [...args];
  return format.replace(/%(?:%|(-?)(0?)(\d*)([sdvq]))/g, (verb, side, zero, width, letter) => {
    if (verb === '%%') return '%';
    const value = left.shift();
    if (value === undefined) return `%!${letter as string}(MISSING)`;
    const text = letter === 'q' ? JSON.stringify(value) : String(value);
    return side ? text.padEnd(Number(width)) : text.padStart(Number(width), zero ? '0' : ' ');
  });
}
