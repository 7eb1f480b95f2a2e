import { Prec, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** Keys that change nothing by themselves. */
const held = ['Shift', 'Control', 'Alt', 'Meta', 'Tab'];

/**
 * After Escape, Tab leads on to what follows the editor, until another key is pressed or the editor is left. CodeMirror
 * by itself gives a person two seconds for that, and none where Escape closes a list as well.
 */
export const tabAfterEscape: Extension = Prec.highest(
  EditorView.domEventHandlers({
    keydown: ({ key }, view) => {
      if (key === 'Escape') view.setTabFocusMode(true);
      else if (!held.includes(key)) view.setTabFocusMode(false);
    },
    blur: (_, view) => view.setTabFocusMode(false),
  }),
);
