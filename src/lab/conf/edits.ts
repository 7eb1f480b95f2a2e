import type { ConfText, Scalar } from './conf-text.ts';

/** A change of a text: the text from `start` to `end` is replaced. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Replaces a value. A reference to a variable stays, in front, where the new value overrides it: the
 * server takes a variable without references for an unknown field.
 */
export function replace({ start, end, reference }: Scalar, text: string): Edit[] {
  const edit = { start, end, text };
  if (!reference) return [edit];
  const { at, setting } = reference;
  return [{ start: at, end: at, text: `${setting}; ` }, edit];
}

/**
 * Answers where a file is that was put on the machine of a server, if it has been. A file that a
 * configuration includes is looked for from the folder of that configuration on, whatever its path.
 */
export type FileAt = (path: string, included: boolean) => string | undefined;

/** Has a server find the files that were put on its machine. */
export function findFiles(conf: ConfText, file: FileAt | undefined): Edit[] {
  return conf.scalars.flatMap((scalar) => {
    const at = file?.(scalar.text, scalar.key === 'include');
    return at === undefined ? [] : replace(scalar, JSON.stringify(at));
  });
}

/** The folders in which the resolvers of a configuration keep the JWTs of accounts. */
export const foldersOfResolvers = ({ scalars }: ConfText): Scalar[] =>
  scalars.filter(({ block, key }) => key === 'dir' && /resolver$/.test(block.path.join()));

/** Makes changes to a text that do not overlap. */
export function applyEdits(text: string, edits: Edit[]): string {
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);
}
