import { StateEffect, StateField } from '@codemirror/state';
import {
  EditorView,
  hoverTooltip,
  keymap,
  showTooltip,
  type Command,
  type Tooltip,
} from '@codemirror/view';
import { explain, factsOf, type ConfigKey } from '../../../config-keys/explain.ts';
import { readConf, type Key } from '../../../lab/conf/conf-text.ts';
import { domOfMark, marksBetween, wordsOfMark, type LineMark } from './line-marks.ts';

const show = StateEffect.define<Tooltip | null>();

const shown = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, { effects, docChanged, selection }) {
    const wanted = effects.find((effect) => effect.is(show));
    if (wanted) return wanted.value;
    return docChanged || selection ? null : tooltip;
  },
  provide: (field) => showTooltip.from(field),
});

/** Says what the line that the cursor is on is marked for, and explains its first key. */
const explainLine: Command = (view) => {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  const marks = marksBetween(view.state, line.from, line.to);
  const found = find(view, ({ start }) => start >= line.from && start <= line.to);
  const words = [...marks.map(wordsOfMark), ...(found ? [wordsOf(found.known)] : [])];
  const key = found?.key ?? { start: line.from, end: line.to };
  view.dispatch({
    effects: [
      show.of(words.length > 0 ? tooltipOf(key, found?.known, marks) : null),
      EditorView.announce.of(words.join(' ') || 'No key is known on this line.'),
    ],
  });
  return true;
};

const close: Command = (view) => {
  if (!view.state.field(shown)) return false;
  view.dispatch({ effects: show.of(null) });
  return true;
};

/** Explains keys: the one under the pointer, and on F1 the one of the cursor's line. */
export const keyHelp = [
  shown,
  hoverTooltip((view, at) => {
    const found = find(view, ({ start, end }) => start <= at && at <= end);
    return found ? tooltipOf(found.key, found.known) : null;
  }),
  keymap.of([
    { key: 'F1', run: explainLine },
    { key: 'Escape', run: close },
  ]),
];

function find(view: EditorView, here: (key: Key) => boolean) {
  const key = readConf(view.state.doc.toString()).keys.find(here);
  const known = key && explain(key.path);
  return known && { key, known };
}

function tooltipOf(
  { start, end }: Pick<Key, 'start' | 'end'>,
  known: ConfigKey | undefined,
  marks: readonly LineMark[] = [],
): Tooltip {
  const create = () => {
    const dom = document.createElement('div');
    dom.append(...marks.map(domOfMark), ...(known ? [domOf(known)] : []));
    dom.style.padding = '0.5rem 0.75rem';
    return { dom };
  };
  return { pos: start, end, above: true, create };
}

/** What a key does, and what is to be known of it. */
export function domOf(known: ConfigKey): HTMLElement {
  const dom = document.createElement('div');
  const lines = [known.path, known.text, factsOf(known)].map((text, index) => {
    const line = document.createElement(index === 0 ? 'code' : 'div');
    line.textContent = text;
    return line;
  });
  dom.append(...lines);
  return dom;
}

const wordsOf = (known: ConfigKey): string => `${known.path}: ${known.text} ${factsOf(known)}`;
