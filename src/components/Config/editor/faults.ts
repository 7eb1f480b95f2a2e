import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';
import type { Fault } from '../refusal.ts';

/** Marks the lines that the server finds fault with, and goes to the first of them. */
export function showFaults(view: EditorView, faults: readonly Fault[]): void {
  const { doc } = view.state;
  const diagnostics = faults.map(({ line: number, message }): Diagnostic => {
    // The end of a text is one line beyond its last for the server.
    const line = doc.line(Math.min(Math.max(number, 1), doc.lines));
    const indent = /^\s*/.exec(line.text)![0].length;
    return { from: line.from + indent, to: line.to, severity: 'error', message };
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
  const first = diagnostics[0];
  if (!first) return;
  view.dispatch({
    selection: { anchor: first.from },
    effects: EditorView.scrollIntoView(first.from, { y: 'center' }),
  });
}
