import { isolateHistory } from '@codemirror/commands';
import { unifiedMergeView } from '@codemirror/merge';
import { Compartment } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { LineRange } from '../../../lab/topology/lines-of-link.ts';
import type { Fault } from '../refusal.ts';
import { extensions } from './extensions.ts';
import { showFaults } from './faults.ts';
import { showLines } from './shown-lines.ts';

export interface EditorProps {
  text: string;
  onChange: (text: string) => void;
  label: string;
  /** The id of the element that says how the editor is used. */
  describedBy: string;
  /** Shows in the text what differs from this. */
  compareWith: string | undefined;
  faults: readonly Fault[];
  shown: readonly LineRange[];
}

/** An editor for the configuration of a nats-server. */
export default function Editor(props: EditorProps) {
  const { text, compareWith, faults, shown } = props;
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const [comparison] = useState(() => new Compartment());

  const changed = useEffectEvent((next: string) => {
    if (next !== props.text) props.onChange(next);
  });
  const create = useEffectEvent(
    () =>
      new EditorView({
        doc: text,
        parent: parent.current!,
        extensions: [
          extensions,
          comparison.of([]),
          EditorView.contentAttributes.of({
            'aria-label': props.label,
            'aria-describedby': props.describedBy,
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
        ],
      }),
  );

  useEffect(() => {
    const created = create();
    editor.current = created;
    created.focus();
    return () => created.destroy();
  }, []);

  useEffect(() => {
    const view = editor.current!;
    const { doc } = view.state;
    if (doc.toString() === text) return;
    // A step of its own, to be taken back alone.
    const annotations = isolateHistory.of('full');
    view.dispatch({ changes: { from: 0, to: doc.length, insert: text }, annotations });
  }, [text]);

  useEffect(() => {
    showFaults(editor.current!, faults);
  }, [faults]);

  useEffect(() => {
    editor.current!.dispatch({ effects: showLines.of(shown) });
  }, [shown]);

  useEffect(() => {
    const view = editor.current!;
    if (compareWith === undefined) {
      view.dispatch({ effects: comparison.reconfigure([]) });
      return;
    }
    const extension = unifiedMergeView({ original: compareWith, mergeControls: false });
    view.dispatch({ effects: comparison.reconfigure(extension) });
  }, [comparison, compareWith]);

  return <div ref={parent} />;
}
