import { Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

/**
 * After Escape, Tab leads on to what follows the editor, until something is typed or the editor is left. CodeMirror by
 * itself gives a person two seconds for that.
 */
export const tabAfterEscape: Extension = [
  // Before what else Escape does, which is done too.
  Prec.highest(
    keymap.of([
      {
        key: 'Escape',
        run: (view) => {
          view.setTabFocusMode(true);
          return false;
        },
      },
    ]),
  ),
  EditorView.updateListener.of(({ docChanged, view }) => {
    if (docChanged) view.setTabFocusMode(false);
  }),
  EditorView.domEventHandlers({ blur: (_, view) => view.setTabFocusMode(false) }),
];
