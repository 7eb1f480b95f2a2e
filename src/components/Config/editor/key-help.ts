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

/** Explains the first key of the line that the cursor is on. */
const explainLine: Command = (view) => {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  const found = find(view, ({ start }) => start >= line.from && start <= line.to);
  view.dispatch({
    effects: [
      show.of(found ? tooltipOf(found) : null),
      EditorView.announce.of(found ? wordsOf(found.known) : 'No key is known on this line.'),
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
    return found ? tooltipOf(found) : null;
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

function tooltipOf({ key, known }: { key: Key; known: ConfigKey }): Tooltip {
  return { pos: key.start, end: key.end, above: true, create: () => ({ dom: domOf(known) }) };
}

function domOf(known: ConfigKey): HTMLElement {
  const dom = document.createElement('div');
  dom.style.padding = '0.5rem 0.75rem';
  const lines = [known.path, known.text, factsOf(known)].map((text, index) => {
    const line = document.createElement(index === 0 ? 'code' : 'div');
    line.textContent = text;
    return line;
  });
  dom.append(...lines);
  return dom;
}

const wordsOf = (known: ConfigKey): string => `${known.path}: ${known.text} ${factsOf(known)}`;
