/** Answers the address of a page as Markdown: `/labs/` and `/labs` are one page. */
export const markdownPath = (page: string): string => `${page.replace(/\/$/, '')}.md`;
