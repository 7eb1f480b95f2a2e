import styles from './Clients.module.css';
import { fit } from './text.ts';

const ADVANCE = 7.1;
const HEIGHT = 21;

const MORE = 40;

interface Tab {
  name: string;
  x: number;
  w: number;
}

/** Tabs from left to right, as many as fit; the last says how many more there are. */
function tabsOf(names: string[], width: number): Tab[] {
  const tabs: Tab[] = [];
  let x = 14;
  for (const [i, full] of names.entries()) {
    const rest = names.length - i;
    const name = fit(full, width - 44 - (names.length > 1 ? MORE : 0), ADVANCE);
    const w = name.length * ADVANCE + 16;
    if (x + w > width - 12 - (rest > 1 ? MORE : 0)) {
      return [...tabs, { name: `+${rest}`, x, w: MORE - 6 }];
    }
    tabs.push({ name, x, w });
    x += w + 6;
  }
  return tabs;
}

/** Clients as tabs docked to their server. */
export function Clients(props: {
  names: string[];
  width: number;
  /** The edge of the station at which they dock. */
  at: number;
  dock: 'top' | 'bottom';
}) {
  const { names, width, at, dock } = props;
  return tabsOf(names, width).map(({ name, x, w }) => (
    <g key={x} transform={`translate(${x} ${at + (dock === 'top' ? -HEIGHT : 0)})`}>
      <rect
        y={dock === 'top' ? 0 : -8}
        width={w}
        height={HEIGHT + 8}
        rx="5"
        className={styles.tab}
      />
      <text x={w / 2} y={dock === 'top' ? 14.5 : 15} className={styles.name}>
        {name}
      </text>
    </g>
  ));
}
