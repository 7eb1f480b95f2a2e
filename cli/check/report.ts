import type { Derived } from '../../src/lab/derive/derive.ts';
import { onOneLine, widthOf } from '../terminal.ts';
import { mapText } from './map.ts';
import type { Ran } from './run.ts';

/** What has been found out about a network. */
export interface Checked {
  derived: Derived;
  ran: Ran | undefined;
  /** A path as the person would write it. */
  shown: (file: string) => string;
}

/** Says what has been found out, for a person. */
export function report({ derived, ran, shown }: Checked): string {
  const notes = derived.notes.map(
    ({ path, line, words }) =>
      `${shown(path)}${line === undefined ? '' : `:${line}`}: note: ${words}`,
  );
  const failed = [...(ran?.servers ?? [])].flatMap(([name, state]) =>
    state.type === 'failed' ? [`${name}: error: ${state.reason}`] : [],
  );
  const map = mapText(derived.topology, widthOf(process.stdout), ({ name }) => {
    const state = ran?.links.get(name);
    return state ? state.type : '';
  });
  return [map, '', ...[...notes, ...failed].map(onOneLine)].join('\n');
}
