import type { Derived } from '../../src/lab/derive/derive.ts';
import { hiderOf } from '../../src/lab/derive/hide-secrets.ts';
import { onOneLine } from '../../src/lab/text-lines.ts';

/**
 * Says how files were taken, a line for each note: first what was left out, which is no part of what runs or is
 * written.
 * @param shown a path as the person would write it
 */
export function notesText(derived: Derived, shown: (file: string) => string): string[] {
  const hide = hiderOf(derived);
  const rank = ({ severity }: Derived['notes'][number]) =>
    severity === 'error' ? 0 : severity === 'warning' ? 1 : 2;
  return derived.notes
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ path, line, severity, words }) => {
      const at = line === undefined ? shown(path) : `${shown(path)}:${line}`;
      return onOneLine(`${at} ${severity === undefined ? '' : `${severity} `}${hide(words)}`);
    });
}
