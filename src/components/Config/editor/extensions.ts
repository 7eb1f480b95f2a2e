import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import type { Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { completion } from './completion.ts';
import { keyHelp } from './key-help.ts';
import { markKeys } from './line-marks.ts';
import { natsLanguage } from './nats-language.ts';
import { shownLines } from './shown-lines.ts';
import { tabAfterEscape } from './tab-after-escape.ts';
import { theme } from './theme.ts';

/** All that an editor of a configuration has, whatever page it is on. */
export const extensions: Extension = [
  lineNumbers(),
  lintGutter(),
  history(),
  drawSelection(),
  indentOnInput(),
  bracketMatching(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSelectionMatches(),
  search({ top: true }),
  natsLanguage,
  shownLines,
  completion,
  keyHelp,
  markKeys,
  theme,
  EditorView.contentAttributes.of({ spellcheck: 'false', autocapitalize: 'off', tabindex: '0' }),
  tabAfterEscape,
  // Tab indents, but for that.
  keymap.of([...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
];
