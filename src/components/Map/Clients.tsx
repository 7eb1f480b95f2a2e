import styles from './Clients.module.css';
import { tabHeight } from './layout.ts';
import { fit } from './text.ts';
import type { ClientOnMap } from './types.ts';
import { clientWords } from './map-words.ts';

/** About how wide a letter is, for letters of size 1. */
const letter = 0.52;

const moreWidth = 40;

interface Tab {
  name: string;
  /** All of it, for who asks. */
  title: string;
  x: number;
  w: number;
}

/** A client in few words: its name, less where it is, and the first subject that it wants. */
const briefly = ({ name, wants: [first, ...others] }: ClientOnMap, server: string): string =>
  `${name.replace(`-at-${server}`, '')}${first === undefined ? '' : ` ← ${first}`}${others.length ? ` +${others.length}` : ''}`;

/** Tabs from left to right, as many as fit; the last says how many more there are. */
function tabsOf(
  clients: readonly ClientOnMap[],
  server: string,
  width: number,
  letterWidth: number,
): Tab[] {
  const tabs: Tab[] = [];
  let x = 14;
  for (const [i, client] of clients.entries()) {
    const rest = clients.length - i;
    const name = fit(
      briefly(client, server),
      width - 44 - (clients.length > 1 ? moreWidth : 0),
      letterWidth,
    );
    const w = name.length * letterWidth + 16;
    if (x + w > width - 12 - (rest > 1 ? moreWidth : 0)) {
      const title = clients.slice(i).map(clientWords).join(', ');
      return [...tabs, { name: `+${rest}`, title, x, w: moreWidth - 6 }];
    }
    tabs.push({ name, title: clientWords(client), x, w });
    x += w + 6;
  }
  return tabs;
}

/** Clients as tabs docked to their server. */
export default function Clients(props: {
  clients: readonly ClientOnMap[];
  server: string;
  width: number;
  /** The edge of the station at which they dock. */
  at: number;
  dock: 'top' | 'bottom';
  fontSize: number;
}) {
  const { clients, server, width, at, dock, fontSize } = props;
  return tabsOf(clients, server, width, fontSize * letter).map(({ name, title, x, w }) => (
    <g
      key={x}
      data-client=""
      transform={`translate(${x} ${at + (dock === 'top' ? -tabHeight : 0)})`}
    >
      <title>{title}</title>
      <rect
        y={dock === 'top' ? 0 : -8}
        width={w}
        height={tabHeight + 8}
        rx="5"
        className={styles.tab}
      />
      <text x={w / 2} y={dock === 'top' ? 15 : 15.5} className={styles.name}>
        {name}
      </text>
    </g>
  ));
}
