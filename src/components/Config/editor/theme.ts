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
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--ifm-font-family-monospace)',
    fontSize: '0.85rem',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.15rem 0.5rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--lw-ink)',
    background: 'color-mix(in srgb, var(--lw-leaf) 22%, var(--lw-sheet))',
  },
  '.cm-completionDetail': { color: 'var(--lw-faint)', fontStyle: 'normal', fontSize: '0.9em' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-tooltip.cm-completionInfo': { padding: '0.5rem 0.75rem', fontSize: '0.9rem' },
  '.cm-tooltip a, .cm-panels a': { color: 'var(--lw-leaf)' },
  '.cm-diagnostic-error': { borderInlineStartColor: 'var(--lw-refused)' },
  '.cm-diagnostic-warning': { borderInlineStartColor: 'var(--lw-message)' },
  '.cm-diagnostic-info': { borderInlineStartColor: 'var(--lw-faint)' },
};

/** What stands before a line that is marked: a shape of its own for each severity. */
const gutterMarks = {
  '.cm-lint-marker': { content: 'normal', boxSizing: 'border-box', margin: '0.25em 0 0 0.15em' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0' },
  '.cm-lint-marker-error, .cm-lint-marker-warning, .cm-lint-marker-info': {
    content: 'normal',
    inlineSize: '0.85em',
    blockSize: '0.85em',
    forcedColorAdjust: 'none',
  },
  '.cm-lint-marker-error': { background: 'var(--lw-refused)', borderRadius: '50%' },
  '.cm-lint-marker-warning': {
    background: 'var(--lw-message)',
    clipPath: 'polygon(50% 0, 100% 100%, 0 100%)',
  },
  '.cm-lint-marker-info': { border: '2px solid var(--lw-faint)', borderRadius: '2px' },
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
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--lw-message)',
  },
  '.cm-lintRange-info': {
    backgroundImage: 'none',
    textDecoration: 'underline dotted var(--lw-faint)',
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
    maxHeight: 'var(--lw-editor-most, 70vh)',
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
  ...gutterMarks,
  ...panels,
});

/** The colours of the site. They are custom properties, so one theme serves light and dark. */
export const theme = [frame, syntaxHighlighting(highlighting)];
