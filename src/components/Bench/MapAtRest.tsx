import { use, useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { useLabSnapshot } from '../Lab/context.ts';
import { panelName } from '../LiveMap/chosen.ts';
import type { OwnMap } from '../LiveMap/own-map.ts';
import Panel from '../LiveMap/Panel.tsx';
import { PanelPlace } from '../LiveMap/panel-place.ts';
import { roleWordsOf } from '../Map/map-words.ts';
import { atRest, atStart, withCut } from '../Map/rest.ts';
import TopologyMap from '../Map/TopologyMap.tsx';
import type { Spot } from '../Map/types.ts';
import { useDesk, useDraft } from './desk-context.ts';
import MapActions from './MapActions.tsx';
import styles from './MapAtRest.module.css';

/** The map while no server runs: each server and link is a button that opens what can be done to it. */
export default function MapAtRest({ own }: { own: OwnMap }) {
  const { topology, sizedAs, wide } = own;
  const { run } = useLabSnapshot();
  const { chosen: store } = useDesk();
  const { cut } = useDraft().state;
  const chosen = useSyncExternalStore(store.subscribe, store.get, store.get);
  const map = useRef<HTMLElement>(null);
  const place = use(PanelPlace);
  const isThere =
    chosen !== undefined &&
    topology[chosen.type === 'server' ? 'servers' : 'links'].some(
      ({ name }) => name === chosen.name,
    );
  const title = isThere ? panelName(chosen) : undefined;
  const openPanel = place?.open;
  const element = place?.element;
  useEffect(() => {
    openPanel?.(title);
    return () => openPanel?.(undefined);
  }, [openPanel, title]);
  useEffect(() => {
    const now = store.get();
    if (!now?.fresh || (title !== undefined && !element)) return;
    // What was changed is gone, and its panel with it.
    if (title === undefined) map.current?.querySelector('button')?.focus({ preventScroll: true });
    store.set(title === undefined ? undefined : { ...now, fresh: false });
  }, [store, title, element]);
  // Other files are another lab, with which all is drawn anew: the focus that was in the panel comes back to it.
  useLayoutEffect(() => {
    if (!element) return;
    return () => {
      const now = store.get();
      if (now) store.set({ ...now, fresh: element.contains(document.activeElement) });
    };
  }, [store, element]);
  const choose = (spot: Spot | undefined) => {
    store.set(spot && { ...spot, fresh: true });
    if (spot) openPanel?.(panelName(spot));
  };
  const isChosen = (spot: Spot) =>
    isThere && chosen.type === spot.type && chosen.name === spot.name && place?.isShown !== false;
  const panel = isThere && title !== undefined && (
    <Panel
      name={title}
      of={title}
      quiet={!chosen.fresh}
      map={map}
      onClose={() => choose(undefined)}
    >
      <p className={styles.title}>
        <strong>{chosen.name}</strong> {wordsOf(chosen, own)}
      </p>
      <MapActions key={title} spot={{ type: chosen.type, name: chosen.name }} />
    </Panel>
  );
  return (
    <section ref={map} aria-label="Topology" className={styles.map}>
      <TopologyMap
        topology={topology}
        sizedAs={sizedAs}
        wide={wide}
        links={withCut(run > 0 ? atRest(topology) : atStart(topology), cut)}
        chosen={isThere ? chosen : undefined}
        onChoose={(spot) => choose(isChosen(spot) ? undefined : spot)}
      />
      {place ? place.element && createPortal(panel, place.element) : panel}
    </section>
  );
}

/** What a server or a link is, in words. */
function wordsOf({ type, name }: Spot, { topology: { servers, links } }: OwnMap): string {
  if (type === 'link') {
    const { kind, from, to } = links.find((link) => link.name === name)!;
    const kinds = { leaf: 'leaf connection', route: 'route', gateway: 'gateway' };
    return `${kinds[kind]}: ${from} dials ${to}`;
  }
  const server = servers.find((each) => each.name === name)!;
  const { domain, accounts } = server;
  return [
    roleWordsOf(server),
    domain === undefined ? 'no JetStream' : `domain ${domain}`,
    ...(accounts ? [`accounts ${accounts.join(', ')}`] : []),
  ].join(', ');
}
