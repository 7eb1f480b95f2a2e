import MDXComponents from '@theme-original/MDXComponents';
import Table from './Table.tsx';

/** The elements of a page: those of the classic theme, and tables that keys can scroll. */
export default { ...MDXComponents, table: Table };
