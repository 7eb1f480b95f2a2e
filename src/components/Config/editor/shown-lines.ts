import { StateEffect, StateField, type Text } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import type { LineRange } from '../../../lab/topology/lines-of-link.ts';

const mark = Decoration.line({ class: 'cm-shown-line' });

/** Marks these lines, and no others. */
export const showLines = StateEffect.define<readonly LineRange[]>();

/** The lines that the page points at. */
export const shownLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, { changes, effects, state }) {
    const wanted = effects.find((effect) => effect.is(showLines));
    return wanted ? decorate(state.doc, wanted.value) : shown.map(changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorate(doc: Text, ranges: readonly LineRange[]): DecorationSet {
  const starts = ranges.flatMap(({ from, to }) => {
    const lines = [];
    for (let line = from; line <= Math.min(to, doc.lines); line++) lines.push(doc.line(line).from);
    return lines;
  });
  return Decoration.set(
    starts.map((start) => mark.range(start)),
    true,
  );
}
