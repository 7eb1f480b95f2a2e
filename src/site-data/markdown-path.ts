/** Where a page is as Markdown, by the page's address: `/labs/` and `/labs` are one page. */
export const markdownPath = (page: string): string => `${page.replace(/\/$/, '')}.md`;
