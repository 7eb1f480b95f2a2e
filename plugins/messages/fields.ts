/** The front matter of a page, by field: a text, or a list of texts. */
export type Fields = Record<string, string | string[]>;

/**
 * Reads the front matter of a page of ours, each field of which is a text on one line, plain or in quotes,
 * or has a list with one such text on each line.
 * @throws Error at a line that is neither
 */
export function fieldsOf(page: string): Fields {
  const [, block = ''] = /^---\n([^]*?)\n---\n/.exec(page) ?? [];
  const fields: Fields = {};
  let list: string[] = [];
  for (const line of block.split('\n').filter(Boolean)) {
    const [, item] = /^ {2}- (.+)$/.exec(line) ?? [];
    const [, key, value] = /^(\w+):(?: (.+))?$/.exec(line) ?? [];
    if (item) list.push(unquoted(item));
    else if (key && value) fields[key] = unquoted(value);
    else if (key) fields[key] = list = [];
    else throw new Error(`front matter: cannot read the line ${line}`);
  }
  return fields;
}

function unquoted(value: string): string {
  if (value.startsWith('"')) return JSON.parse(value) as string;
  return value.startsWith("'") ? value.slice(1, -1).replaceAll("''", "'") : value;
}
