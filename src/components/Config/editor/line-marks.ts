import {
  forEachDiagnostic,
  nextDiagnostic,
  previousDiagnostic,
  setDiagnostics,
  type Diagnostic,
} from '@codemirror/lint';
import type { EditorState } from '@codemirror/state';
import { EditorView, keymap, type Command } from '@codemirror/view';

/** What is said of a line of a configuration. */
export interface LineMark {
  /** From 1. */
  line: number;
  severity: 'error' | 'warning' | 'note';
  words: string;
  /** What to write or to do. */
  remedy?: string;
  /** The address of a page about it. */
  href?: string;
}

interface Marked extends Diagnostic {
  mark: LineMark;
}

/** Marks lines, and no others. The cursor and what is in view stay where they are. */
export function markLines(view: EditorView, marks: readonly LineMark[]): void {
  const { doc } = view.state;
  const diagnostics = marks.map((mark): Marked => {
    // The end of a text is one line beyond its last for the server.
    const line = doc.line(Math.min(Math.max(mark.line, 1), doc.lines));
    const indent = /^\s*/.exec(line.text)![0].length;
    return {
      from: line.from + indent,
      to: line.from + (line.text.trimEnd().length || line.length),
      severity: mark.severity === 'note' ? 'info' : mark.severity,
      message: wordsOfMark(mark),
      renderMessage: () => domOfMark(mark),
      mark,
    };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** Goes to a line: the cursor stands before its first word. */
export function goToLine(view: EditorView, number: number): void {
  const { doc } = view.state;
  const line = doc.line(Math.min(Math.max(number, 1), doc.lines));
  const anchor = line.from + /^\s*/.exec(line.text)![0].length;
  view.dispatch({
    selection: { anchor },
    effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
  });
}

/** What is said of the lines from one place of the text to another, in order. */
export function marksBetween(state: EditorState, from: number, to: number): LineMark[] {
  const found: LineMark[] = [];
  forEachDiagnostic(state, (diagnostic, start, end) => {
    if (start <= to && end >= from) found.push((diagnostic as Marked).mark);
  });
  return found;
}

export const wordsOfMark = ({ severity, words, remedy }: LineMark): string =>
  [severity === 'error' ? words : `${names[severity]}: ${words}`, remedy].filter(Boolean).join(' ');

const names = { warning: 'Warning', note: 'Note' };

export function domOfMark(mark: LineMark): HTMLElement {
  const dom = document.createElement('div');
  dom.append(wordsOfMark(mark));
  if (mark.href !== undefined) {
    const link = document.createElement('a');
    link.href = mark.href;
    // The servers of this page run on.
    link.target = '_blank';
    link.textContent = 'Read about it';
    dom.append(' ', link);
  }
  return dom;
}

/** Goes to another line that is marked, and has a screen reader say why. */
const toMark =
  (go: Command): Command =>
  (view) => {
    go(view);
    const { from, to } = view.state.selection.main;
    const marks = marksBetween(view.state, from, to);
    const words = marks.length === 0 ? 'No line is marked.' : marks.map(wordsOfMark).join(' ');
    view.dispatch({ effects: EditorView.announce.of(words) });
    return true;
  };

/** F8 goes to the next line that is marked, with Shift to the one before. */
export const markKeys = keymap.of([
  { key: 'F8', run: toMark(nextDiagnostic), shift: toMark(previousDiagnostic) },
]);
