import { isPublicKey, isSecretKey, secretSpans } from '../lab/derive/hide-secrets.ts';
import { isUrlWithLogin } from '../lab/derive/url-logins.ts';
import { code } from './quote.ts';
import type { PackedFile } from './packed-file.ts';
import type { ConfMap, ConfValue } from './conf-value.ts';

/** What of a configuration is secret, as variables that a Secret gives to the container. */
export interface Logins {
  /** By the name of the variable, its value as the server reads it. */
  values: Map<string, string>;
  /** By the name of the variable, where it stands in the configuration. */
  places: Map<string, string>;
}

/** Whether the text of a configuration holds a login: one that is a variable is elsewhere. */
export const hasLogin = (text: string): boolean =>
  secretSpans(text).some(({ start, end }) => !/^["']?\$\w+["']?$/.test(text.slice(start, end)));

/** Whether a file of a pack is for few eyes. */
export const isSecretFile = ({ path, text }: PackedFile): boolean =>
  /\/env$|\.env$/.test(path) || hasLogin(text);

/** Says which files of a pack are for few eyes. */
export function secretFiles(files: readonly PackedFile[]): string[] {
  const paths = files.filter(isSecretFile);
  return paths.length === 0
    ? []
    : [
        `${paths.map(({ path }) => code(path)).join(', ')}: with the passwords of your configurations. Keep ${paths.length === 1 ? 'it' : 'them'} out of version control.`,
      ];
}

/** Puts variables in the place of passwords and of URLs with a login, so that values hold none. */
export function withoutLogins(value: ConfMap, logins: Logins): ConfMap {
  const names = new Map([...logins.values].map(([name, written]) => [written, name]));
  const hide = (text: string, path: string): ConfValue => {
    const written = JSON.stringify(text);
    const known = names.get(written);
    const name = known ?? `LOGIN_${logins.values.size + 1}`;
    names.set(written, name);
    logins.values.set(name, written);
    if (!known) logins.places.set(name, path);
    return { raw: `$${name}` };
  };
  const walk = (each: ConfValue, path: string): ConfValue => {
    if (Array.isArray(each)) return each.map((item, i) => walk(item, `${path}[${i}]`));
    if (each instanceof Map)
      return new Map(
        [...each].map(([key, inner]) => [key, walk(inner, path === '' ? key : `${path}.${key}`)]),
      );
    if (typeof each !== 'string') return each;
    const keys = path.replace(/\[\d+\]/g, '').split('.');
    const isSecret =
      (isSecretKey(keys.at(-1)!, [keys]) && !isPublicKey(each)) ||
      isUrlWithLogin(each, keys.at(-1)) ||
      // A seed of an nkey.
      /^S[A-Z][A-Z2-7]{56,}$/.test(each) ||
      // The chart would take it for something to write without quotes.
      /<<\s+.*\s+>>/.test(each);
    return isSecret ? hide(each, path) : each;
  };
  return walk(value, '') as ConfMap;
}
