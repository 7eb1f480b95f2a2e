import { isolateHistory } from '@codemirror/commands';
import { diff, unifiedMergeView } from '@codemirror/merge';
import { Compartment, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { LineRange } from '../../../lab/topology/lines-of-link.ts';
import { extensions } from './extensions.ts';
import { goToLine, markLines, type LineMark } from './line-marks.ts';
import { showLines } from './shown-lines.ts';

export interface EditorProps {
  text: string;
  onChange: (text: string) => void;
  label: string;
  /** The id of the element that says how the editor is used. */
  describedBy: string;
  /** Shows in the text what differs from this. */
  compareWith?: string | undefined;
  /** What is said of lines. */
  marks: readonly LineMark[];
  /** The text that they are said of, where it may be another than the one that is shown: then they are not taken. */
  marksOf?: string | undefined;
  /** Where it goes: each other value is another request. */
  goTo?: LineRequest | undefined;
  shown?: readonly LineRange[];
  /** Whether it takes the focus when it appears. */
  focus?: boolean;
  /** What this page adds to it. It is not changed later. */
  more?: Extension;
}

/** A line to go to. */
export interface LineRequest {
  /** From 1. */
  line: number;
  /** Whether the focus goes there too. */
  focus: boolean;
}

const noLines: readonly LineRange[] = [];

/** An editor for the configuration of a nats-server. */
export default function Editor(props: EditorProps) {
  const { compareWith, marks, marksOf, goTo, shown = noLines } = props;
  // CodeMirror ends lines in its own way.
  const text = props.text.replaceAll('\r\n', '\n');
  const parent = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(undefined);
  const [comparison] = useState(() => new Compartment());

  const changed = useEffectEvent((written: string) => {
    const next = props.text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
    if (next !== props.text) props.onChange(next);
  });
  const create = useEffectEvent(
    () =>
      new EditorView({
        doc: text,
        parent: parent.current!,
        extensions: [
          props.more ?? [],
          extensions,
          comparison.of([]),
          EditorView.contentAttributes.of({
            'aria-label': props.label,
            'aria-describedby': props.describedBy,
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(textOf(update.view));
          }),
        ],
      }),
  );

  const appear = useEffectEvent((created: EditorView) => {
    if (props.focus) created.focus();
  });

  useEffect(() => {
    const created = create();
    editor.current = created;
    appear(created);
    return () => created.destroy();
  }, []);

  useEffect(() => {
    const view = editor.current!;
    const before = textOf(view);
    if (before === text) return;
    // No more than what differs, so that the cursor stays at its words.
    const changes = diff(before, text, { scanLimit: 500, timeout: 50 }).map(
      ({ fromA: from, toA: to, fromB, toB }) => ({ from, to, insert: text.slice(fromB, toB) }),
    );
    // A step of its own, to be taken back alone.
    view.dispatch({ changes, annotations: isolateHistory.of('full') });
  }, [text]);

  useEffect(() => {
    const view = editor.current!;
    const isOther = marksOf !== undefined && marksOf.replaceAll('\r\n', '\n') !== textOf(view);
    if (!isOther) markLines(view, marks);
  }, [marks, marksOf]);

  useEffect(() => {
    if (!goTo) return;
    const view = editor.current!;
    goToLine(view, goTo.line);
    if (goTo.focus) view.focus();
  }, [goTo]);

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

const textOf = (view: EditorView): string => view.state.doc.toString();
