import { Mark } from './Mark.tsx';
import styles from './Trail.module.css';
import type { TopologyMapProps } from './types.ts';
import type { Stop } from './useMarks.ts';

/** What crossed last, as a numbered list under the map, for a reader who asked for less motion. */
export default function Trail({
  trail,
  links,
}: {
  trail: Stop[];
  links: TopologyMapProps['topology']['links'];
}) {
  const farEnd = (name: string, from: string) => {
    const link = links.find((candidate) => candidate.name === name);
    return link?.from === from ? link.to : link?.from;
  };
  if (trail.length === 0)
    return <p className={styles.trail}>What crosses a link is listed here.</p>;
  return (
    <ol className={styles.trail} start={trail[0]!.number}>
      {trail.map(({ number, mark }) => (
        <li key={number}>
          <Mark kind={mark.kind} /> {mark.from} → {farEnd(mark.link, mark.from)}{' '}
          <code>{mark.label}</code>
        </li>
      ))}
    </ol>
  );
}
