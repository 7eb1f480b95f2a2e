import { jsonProblem } from './json-problem.ts';
import { Problem } from './problem.ts';

/** The place of a value: the Go type that has the field, and the path of the field from the outermost value. */
interface Place {
  within: string;
  path: readonly string[];
  /** Takes the paths of fields that the Go type does not have. */
  unknown: string[];
}

/** A type of the `nats` CLI into which it reads JSON. `null` leaves a value out, as in Go. */
export interface GoType {
  /** Its name in Go, as errors tell it. */
  name: string;
  /** @throws Problem in Go's words */
  read: (json: unknown, place: Place) => unknown;
}

/** A value as Go reads it, and the fields of its text that Go drops without a word. */
interface Read {
  value: unknown;
  unknown: string[];
}

/**
 * Reads JSON as the `nats` CLI does.
 * @throws Problem in Go's words, with the place of a mistake in its help
 */
export function readGoJson(text: string, type: GoType): Read {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw jsonProblem(text);
  }
  const unknown: string[] = [];
  return { value: readAs(type, json, { within: '', path: [], unknown }), unknown };
}

const readAs = (type: GoType, json: unknown, place: Place): unknown =>
  json === null ? undefined : type.read(json, place);

function scalar(name: string, fits: (json: unknown) => boolean): GoType {
  return {
    name,
    read: (json, place) => {
      if (fits(json)) return json;
      throw mismatch(json, name, place);
    },
  };
}

export const goString = scalar('string', (json) => typeof json === 'string');
export const goBool = scalar('bool', (json) => typeof json === 'boolean');
export const goInt = (name: string, least = -Infinity, most = Infinity): GoType =>
  scalar(name, (json) => Number.isInteger(json) && Number(json) >= least && Number(json) <= most);

/** A text of a few that have names in the API. */
export function goEnum(...texts: string[]): GoType {
  return {
    name: 'string',
    read: (json) => {
      if (texts.includes(json as string)) return json;
      const help = `It is one of ${texts.filter(Boolean).join(', ')}.`;
      throw new Problem(`can not unmarshal ${JSON.stringify(JSON.stringify(json))}`, help);
    },
  };
}

export const goTime: GoType = {
  name: 'time.Time',
  read: (json) => {
    if (typeof json !== 'string')
      throw new Problem('Time.UnmarshalJSON: input is not a JSON string');
    if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(json)) return json;
    throw new Problem(
      `parsing time ${JSON.stringify(json)} as "2006-01-02T15:04:05Z07:00"`,
      'Write a time as 2026-01-31T12:00:00Z.',
    );
  },
};

/** @param pointers whether Go keeps pointers, which its name tells */
export function goList(of: GoType, pointers = false): GoType {
  const name = `[]${pointers ? '*' : ''}${of.name}`;
  return {
    name,
    read: (json, place) => {
      if (!Array.isArray(json)) throw mismatch(json, name, place);
      return json.map((each) => readAs(of, each, place));
    },
  };
}

export function goMap(of: GoType): GoType {
  const name = `map[string]${of.name}`;
  return {
    name,
    read: (json, place) => {
      const entries = Object.entries(asObject(json, name, place));
      return Object.fromEntries(entries.map(([key, value]) => [key, readAs(of, value, place)]));
    },
  };
}

/** @param name without its package */
export function goStruct(name: string, fields: Readonly<Record<string, GoType>>): GoType {
  const full = `api.${name}`;
  return {
    name: full,
    read: (json, { path, unknown, ...place }) => {
      const read: Record<string, unknown> = {};
      for (const [key, value] of Object.entries(
        asObject(json, full, { ...place, path, unknown }),
      )) {
        // Go takes a field's name in any case.
        const field = key.toLowerCase();
        const at = { within: name, path: [...path, field], unknown };
        if (!Object.hasOwn(fields, field)) unknown.push([...path, key].join('.'));
        else read[field] = readAs(fields[field]!, value, at);
      }
      return read;
    },
  };
}

function asObject(json: unknown, name: string, place: Place): object {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json;
  throw mismatch(json, name, place);
}

function mismatch(json: unknown, name: string, { within, path }: Place): Problem {
  const into = within ? `Go struct field ${within}.${path.join('.')}` : 'Go value';
  return new Problem(`json: cannot unmarshal ${kindOf(json, name)} into ${into} of type ${name}`);
}

/** Names a JSON value as Go's errors do, which tell a number that is of the wrong size. */
function kindOf(json: unknown, wanted: string): string {
  if (Array.isArray(json)) return 'array';
  if (typeof json === 'boolean') return 'bool';
  if (typeof json === 'number' && /int|Duration/.test(wanted)) return `number ${json}`;
  return typeof json;
}
