import clsx from 'clsx';
import { useEffect, useState, type RefObject } from 'react';
import type { Topology } from '../../lab/topology/topology.ts';
import type { LinkOnMap, ServerOnMap } from '../Map/types.ts';
import styles from './Strip.module.css';

/**
 * The map in one line, in view while the map itself is above the screen: which servers do not run, and
 * the state of each link. Pressed, it brings the reader back to the map.
 */
export default function Strip(props: {
  map: RefObject<HTMLElement | null>;
  topology: Topology;
  servers: Record<string, ServerOnMap>;
  links: Record<string, LinkOnMap>;
}) {
  const { map, topology, servers, links } = props;
  const above = useIsAbove(map);
  const halted = Object.entries(servers).filter(([, { state }]) => state !== 'running');
  // There may be no room for all: those in trouble stand first.
  const roads = topology.links.toSorted((a, b) => rank(links[a.name]) - rank(links[b.name]));
  return (
    <div className={styles.strip} data-page-only>
      <button
        type="button"
        className={styles.line}
        hidden={!above}
        title="Back to the map"
        onClick={() => {
          map.current?.scrollIntoView({ block: 'start' });
          map.current?.querySelector('button')?.focus({ preventScroll: true });
        }}
      >
        {halted.map(([name, { state }]) => (
          <span key={name} className={clsx(styles.part, styles.cut)}>
            {name} {state}
          </span>
        ))}
        {roads.map(({ name, from, to }) => (
          <span key={name} className={clsx(styles.part, styles[links[name]?.state ?? 'down'])}>
            {from} <span aria-hidden="true">→</span>
            <span className="only-heard"> to </span> {to}: {links[name]?.words}
          </span>
        ))}
      </button>
    </div>
  );
}

const order: LinkOnMap['state'][] = ['cut', 'down', 'slow', 'absent', 'choice', 'rest', 'up'];
const rank = (link: LinkOnMap | undefined) => order.indexOf(link?.state ?? 'down');

/** Whether an element lies above what is seen of the page. */
function useIsAbove(ref: RefObject<HTMLElement | null>): boolean {
  const [above, setAbove] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      ([entry]) => setAbove(!entry!.isIntersecting),
      // The top bar covers that much of the page, and of the map the strip takes the place of the rest.
      // What lies below the screen counts as seen: a jump from there to above it is a change too.
      { rootMargin: '-110px 0px 1000000px 0px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return above;
}
