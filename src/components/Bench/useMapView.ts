import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { Finding } from '../../doctor/finding.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { useBench, useDesk } from './desk-context.ts';

/**
 * Has a map that is larger than its place show what matters first: the server with an error, else the hub. A map that is
 * drawn anew shows what was shown before. Answers the ref of what the map stands in.
 * @param drawn another value where the map is drawn anew
 */
export function useMapView(topology: Topology, drawn: unknown) {
  const { mapView } = useDesk();
  const findings = useBench()!.network.findings;
  const place = useRef<HTMLDivElement>(null);
  const first = useEffectEvent(() => firstSeen(topology, findings));
  useLayoutEffect(() => {
    const spot = place.current?.querySelector<HTMLElement>(
      `[data-sheet=wide] [data-spot="server ${first()}"]`,
    );
    if (!spot) return;
    const wide = scrolling(spot, 'clientWidth', 'scrollWidth');
    const high = scrolling(spot, 'clientHeight', 'scrollHeight');
    const was = mapView.get();
    const at = spot.getBoundingClientRect();
    if (wide)
      wide.scrollLeft =
        was?.left ??
        middle(at.left - wide.getBoundingClientRect().left, at.width, wide.clientWidth);
    if (high)
      high.scrollTop =
        was?.top ?? middle(at.top - high.getBoundingClientRect().top, at.height, high.clientHeight);
    const note = () => mapView.set({ left: wide?.scrollLeft ?? 0, top: high?.scrollTop ?? 0 });
    wide?.addEventListener('scroll', note);
    high?.addEventListener('scroll', note);
    return () => {
      wide?.removeEventListener('scroll', note);
      high?.removeEventListener('scroll', note);
    };
  }, [mapView, drawn]);
  return place;
}

/** What has to scroll for all of a map to be seen, in the part of the page that the map is in. */
function scrolling(
  spot: HTMLElement,
  seen: 'clientWidth' | 'clientHeight',
  whole: 'scrollWidth' | 'scrollHeight',
): HTMLElement | undefined {
  for (let at = spot.parentElement; at && at.tagName !== 'MAIN'; at = at.parentElement)
    if (at[whole] > at[seen] + 1 && /auto|scroll/.test(getComputedStyle(at).overflow)) return at;
  return undefined;
}

/** How far a frame scrolls to have something in its middle; not at all where all of that is in view. */
const middle = (start: number, size: number, frame: number): number =>
  start >= 0 && start + size <= frame ? 0 : start + (size - frame) / 2;

/** The server that a map shows first. */
function firstSeen({ servers, links }: Topology, findings: readonly Finding[]): string {
  const faulty = findings.find(
    ({ severity, server }) => severity === 'error' && servers.some(({ name }) => name === server),
  );
  const dialled = new Map<string, number>();
  for (const { kind, to } of links)
    if (kind === 'leaf') dialled.set(to, (dialled.get(to) ?? 0) + 1);
  const hub = servers.reduce((most, each) =>
    (dialled.get(each.name) ?? 0) > (dialled.get(most.name) ?? 0) ? each : most,
  );
  return faulty?.server ?? hub.name;
}
