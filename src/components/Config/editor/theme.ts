import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags, type Tag } from '@lezer/highlight';
import { codeTheme } from '../../../css/code-theme.ts';

/**
 * Tags of the configuration language, each with the name of its token in the site's still code blocks.
 */
const names: [Tag, string][] = [
  [tags.comment, 'comment'],
  [tags.propertyName, 'property'],
  [tags.keyword, 'keyword'],
  [tags.string, 'string'],
  [tags.number, 'number'],
  [tags.bool, 'boolean'],
  [tags.variableName, 'variable'],
  [tags.punctuation, 'punctuation'],
];

const colourOf = (name: string): string =>
  codeTheme.styles.find(({ types }) => types.includes(name))!.style.color!;

const highlighting = HighlightStyle.define(
  names.map(([tag, name]) => ({ tag, color: colourOf(name) })),
);

const mix = (colour: string, percent: number): string =>
  `color-mix(in srgb, var(--lw-${colour}) ${percent}%, transparent)`;

const panels = {
  '.cm-panels, .cm-tooltip': {
    color: 'var(--lw-ink)',
    backgroundColor: 'var(--lw-sheet)',
    borderColor: 'var(--lw-edge)',
  },
  '.cm-tooltip': { maxWidth: 'min(24rem, 90vw)', borderRadius: 'var(--lw-radius)' },
  '.cm-panels input, .cm-panels button': {
    color: 'inherit',
    background: 'var(--lw-paper)',
    border: '1px solid var(--lw-edge)',
  },
  '.cm-panel.cm-search [name=close]': { color: 'inherit', border: 0 },
  '.cm-diagnostic-error': { borderInlineStartColor: 'var(--lw-refused)' },
};

const marks = {
  '.cm-activeLine': { backgroundColor: mix('ink', 4) },
  '.cm-activeLineGutter': { color: 'var(--lw-ink)', backgroundColor: mix('ink', 4) },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: mix('js', 25),
    outline: '1px solid var(--lw-js)',
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: mix('refused', 20),
  },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    { backgroundColor: mix('hub', 25) },
  '.cm-searchMatch': { backgroundColor: mix('message', 20) },
  '.cm-searchMatch-selected': { backgroundColor: mix('message', 40) },
  '.cm-shown-line': {
    backgroundColor: mix('leaf', 14),
    boxShadow: 'inset 3px 0 var(--lw-leaf)',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--lw-refused)',
  },
  '&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine': { backgroundColor: mix('leaf', 10) },
  // Lines, since a ground dark enough to be seen would take the contrast from the text.
  '&.cm-merge-b .cm-changedText': { background: 'none', boxShadow: 'inset 0 -2px var(--lw-leaf)' },
  '.cm-deletedChunk': { backgroundColor: mix('refused', 10) },
  '.cm-deletedChunk .cm-deletedText': {
    background: 'none',
    boxShadow: 'inset 0 -2px var(--lw-refused)',
  },
  '&.cm-merge-b .cm-changedLineGutter': { background: 'var(--lw-leaf)' },
  '.cm-deletedLineGutter': { background: 'var(--lw-refused)' },
};

const frame = EditorView.theme({
  '&': {
    maxHeight: '70vh',
    color: 'var(--lw-ink)',
    backgroundColor: 'var(--lw-sunk)',
    border: '1px solid var(--lw-edge)',
    borderRadius: 'var(--lw-radius)',
  },
  '&.cm-focused': { outline: '2px solid var(--lw-leaf)' },
  '.cm-scroller': {
    font: '0.85rem / 1.5 var(--ifm-font-family-monospace)',
    overflow: 'auto',
  },
  '.cm-content': { caretColor: 'var(--lw-ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--lw-ink)' },
  '.cm-gutters': {
    color: 'var(--lw-faint)',
    backgroundColor: 'var(--lw-sunk)',
    borderInlineEnd: '1px solid var(--lw-rule)',
  },
  ...marks,
  ...panels,
});

/** The colours of the site. They are custom properties, so one theme serves light and dark. */
export const theme = [frame, syntaxHighlighting(highlighting)];
