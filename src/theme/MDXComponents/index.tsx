import MDXComponents from '@theme-original/MDXComponents';
import Table from './Table.tsx';

/** What the elements of a page are made of: those of the classic theme, and tables that keys can scroll. */
export default { ...MDXComponents, table: Table };
