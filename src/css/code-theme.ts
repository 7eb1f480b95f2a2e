import type { PrismTheme } from 'prism-react-renderer';

/** Few colours, and those of the site: custom properties, so one theme serves light and dark. */
export const codeTheme: PrismTheme = {
  plain: { color: 'var(--lw-ink)', backgroundColor: 'var(--lw-sunk)' },
  styles: [
    { types: ['comment', 'prompt'], style: { color: 'var(--lw-faint)' } },
    { types: ['punctuation', 'operator'], style: { color: 'var(--lw-faint)' } },
    { types: ['property', 'keyword', 'tag'], style: { color: 'var(--lw-hub)' } },
    { types: ['string', 'attr-value'], style: { color: 'var(--lw-leaf)' } },
    { types: ['number', 'boolean', 'constant'], style: { color: 'var(--lw-message)' } },
    { types: ['function', 'variable', 'attr-name'], style: { color: 'var(--lw-js)' } },
    { types: ['inserted'], style: { color: 'var(--lw-leaf)' } },
    { types: ['deleted'], style: { color: 'var(--lw-refused)' } },
  ],
};
