import { stringify } from 'yaml';

/** Writes a value as YAML. Words that an older YAML takes for booleans or numbers are quoted. */
export const yaml = (value: unknown): string =>
  stringify(value, { compat: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false });

/** A word for a POSIX shell. */
export const shell = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** A word for a setting of a systemd unit, which knows specifiers and, in command lines, variables. */
export const unitWord = (text: string): string => {
  const plain = text.replaceAll('%', '%%').replaceAll('$', '$$$$');
  return /^[\w@%$+=:,./-]+$/.test(plain)
    ? plain
    : `"${plain.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
};

/** A line of a file of variables, as Compose and systemd read it. */
export const envLine = (name: string, value: string): string =>
  /['\r\n]/.test(value)
    ? `${name}="${value.replace(/["\\$]/g, '\\$&').replace(/[\r\n]+/g, ' ')}"`
    : `${name}='${value}'`;

/** Text within a line of a comment or of a list: no character gets out of it, or turns it. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** Text as code in Markdown. */
export const code = (text: string): string => {
  const line = oneLine(text);
  const ticks = '`'.repeat(
    Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1,
  );
  return ticks.length === 1 ? `\`${line}\`` : `${ticks} ${line} ${ticks}`;
};

/** A name for a host, a service or a file: letters, digits and hyphens. Two never get the same. */
export function freeNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const base =
      wanted
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 40)
        .replace(/-+$/, '') || 'nats';
    let name = base;
    for (let n = 2; taken.has(name); n += 1) name = `${base}-${n}`;
    taken.add(name);
    return name;
  };
}
