import { useState } from 'react';
import Press from '../Press/Press.tsx';
import { lazyPart } from '../shared/lazy-part.ts';

/** What leaves the bench, each in a panel that opens. */
const panels = {
  Share: lazyPart('The panel', () => import(/* webpackChunkName: 'bench-share' */ './Share.tsx')),
  'Take home': lazyPart(
    'The panel',
    () => import(/* webpackChunkName: 'bench-take-home' */ './TakeHome.tsx'),
  ),
};
type PanelName = keyof typeof panels;
const names = Object.keys(panels) as PanelName[];

/** The ways by which a bench leaves this page: to others, and to where it is to run. */
export default function Outgoing() {
  const [open, setOpen] = useState<PanelName>();
  const Panel = open && panels[open];
  return (
    <>
      {names.map((name) => (
        <Press
          key={name}
          name={name}
          small
          expanded={name === open}
          onPress={() => setOpen((was) => (was === name ? undefined : name))}
        />
      ))}
      {Panel && <Panel fallback={<p role="status">Loading…</p>} />}
    </>
  );
}
