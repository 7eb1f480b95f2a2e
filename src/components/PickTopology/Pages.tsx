import Link from '@docusaurus/Link';
import type { Head } from '../../site-data/page-head.ts';
import { useDoc } from '@docusaurus/plugin-content-docs/client';

/** The guide and the lab that go into a shape, as far as they are there. */
export default function Pages({ guide, lab }: { guide: string; lab: string }) {
  const { heads } = useDoc().metadata.frontMatter as { heads: Record<string, Head> };
  const there = [
    { what: 'Guide', id: guide },
    { what: 'Lab', id: lab },
  ].filter(({ id }) => heads[id]);
  return (
    <ul>
      {there.map(({ what, id }) => (
        <li key={id}>
          {what}: <Link to={`/${id}`}>{heads[id]!.title}</Link>
        </li>
      ))}
    </ul>
  );
}
