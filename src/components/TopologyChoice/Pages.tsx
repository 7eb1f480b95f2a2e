import Link from '@docusaurus/Link';
import { useDoc } from '@docusaurus/plugin-content-docs/client';

/** The guide and the lab that go into a shape, as far as they are there. */
export function Pages({ guide, lab }: { guide: string; lab: string }) {
  const { titles } = useDoc().metadata.frontMatter as { titles: Record<string, string> };
  const there = [
    { what: 'Guide', id: guide },
    { what: 'Lab', id: lab },
  ].filter(({ id }) => titles[id]);
  return (
    <ul>
      {there.map(({ what, id }) => (
        <li key={id}>
          {what}: <Link to={`/${id}`}>{titles[id]}</Link>
        </li>
      ))}
    </ul>
  );
}
