import type { PropDocContent } from '@docusaurus/plugin-content-docs';

/** The pages of all messages, each loaded when it is asked for. */
const pages = import.meta.webpackContext('../../../docs/troubleshooting/messages', {
  regExp: /^\.\/(?!index)[\w-]+\.mdx$/,
  mode: 'lazy',
});

/** The page of that name; undefined if there is none. */
export async function pageNamed(slug: string): Promise<PropDocContent | undefined> {
  const file = `./${slug}.mdx`;
  if (!pages.keys().includes(file)) return undefined;
  const { default: content, ...about } = (await pages(file)) as { default: PropDocContent };
  return Object.assign(content, about);
}
