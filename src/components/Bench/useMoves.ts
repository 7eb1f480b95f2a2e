import {
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import { freeNear, movedTo, placed, placeWords, step, withServerAt } from '../../bench/places.ts';
import type { Point, Topology } from '../../lab/topology/topology.ts';
import { layoutWide } from '../Map/layout.ts';
import { useDesk, useDraft } from './desk-context.ts';

/** How far a pointer goes before what it does is no press, in pixels. */
const threshold = 5;
/** How far an arrow key moves a server, in map units. */
const stride = 2 * step;

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A server under a pointer that is down. */
interface Grip {
  server: string;
  pointer: number;
  from: Point;
  at: Point;
  /** Map units for each pixel. */
  scale: number;
  moved: boolean;
}

/** The button of a server on the map that is drawn wide: a compact map has its own order. */
const spotOf = (target: EventTarget) =>
  target instanceof Element
    ? target.closest<HTMLElement>('[data-sheet=wide] [data-spot^="server "]')
    : null;
const serverOf = ({ dataset }: HTMLElement): string => dataset['spot']!.slice('server '.length);

/**
 * Has a person move the servers of a map: with a mouse at all times, and with a finger or the arrow keys while
 * `isMoving`. Where they stand is part of the bench, and no part of the network.
 */
export function useMoves(tidy: Topology) {
  const { draft, moved, isMoving: moving } = useDesk();
  const { state } = useDraft();
  const { places } = state;
  const isMoving = useSyncExternalStore(moving.subscribe, moving.get, moving.get);
  const [drag, setDrag] = useState<{ server: string; at: Point }>();
  const told = useSyncExternalStore(moved.subscribe, moved.get, moved.get);
  const grip = useRef<Grip>(undefined);
  const settled = useMemo(() => placed(tidy, places), [tidy, places]);
  const shown = drag ? withServerAt(settled, drag.server, drag.at) : settled;

  const put = (server: string, to: Point, key?: string) => {
    const next = movedTo(tidy, places, settled, server, to);
    draft.change(`Move ${server}`, { places: next }, key);
    moved.set({ words: `${placeWords(placed(tidy, next), server)}.`, of: draft.state });
  };
  const sizeOfStation = () => layoutWide(tidy).stations[0]!.rect;
  const end = () => {
    grip.current = undefined;
    setDrag(undefined);
  };

  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      const spot = spotOf(event.target);
      if (!spot || event.button !== 0 || (event.pointerType === 'touch' && !isMoving)) return;
      const server = serverOf(spot);
      grip.current = {
        server,
        pointer: event.pointerId,
        from: { x: event.clientX, y: event.clientY },
        at: settled.servers.find(({ name }) => name === server)!.at,
        scale: settled.size.width / spot.parentElement!.getBoundingClientRect().width,
        moved: false,
      };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = grip.current;
      if (held?.pointer !== event.pointerId) return;
      const by = { x: event.clientX - held.from.x, y: event.clientY - held.from.y };
      if (!held.moved && Math.hypot(by.x, by.y) < threshold) return;
      // The release is no press of the server then.
      if (!held.moved) event.currentTarget.setPointerCapture(event.pointerId);
      held.moved = true;
      const at = { x: held.at.x + by.x * held.scale, y: held.at.y + by.y * held.scale };
      setDrag({ server: held.server, at });
    },
    onPointerUp: (event: PointerEvent) => {
      const held = grip.current;
      if (held?.pointer !== event.pointerId) return;
      if (held.moved && drag) {
        const { at } = shown.servers.find(({ name }) => name === held.server)!;
        put(held.server, freeNear(settled, held.server, at, sizeOfStation()));
      }
      end();
    },
    onPointerCancel: end,
    onClickCapture: (event: { target: EventTarget; stopPropagation: () => void }) => {
      if (isMoving && spotOf(event.target)) event.stopPropagation();
    },
    onKeyDown: (event: KeyboardEvent) => {
      const way = arrows[event.key];
      const spot = spotOf(event.target);
      if (event.key === 'Escape' && grip.current?.moved) {
        // A map that has the page to itself keeps it.
        event.preventDefault();
        end();
      }
      if (!isMoving || !spot || !way || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const server = serverOf(spot);
      const { at } = settled.servers.find(({ name }) => name === server)!;
      put(server, nextFree(settled, server, way, at, sizeOfStation()), `place ${server}`);
    },
    onBlur: () => draft.pause(),
  };

  return {
    shown,
    isMoving,
    told: told?.of === state ? told.words : '',
    handlers,
    isTidy: settled === tidy,
  };
}

/** The next place in a direction at which a server hides no other: it goes on behind one in its way. */
function nextFree(
  topology: Topology,
  server: string,
  way: Point,
  from: Point,
  station: { w: number; h: number },
): Point {
  for (let far = stride; ; far += stride) {
    const to = { x: from.x + way.x * far, y: from.y + way.y * far };
    const free = freeNear(topology, server, to, station);
    if (Math.hypot(free.x - to.x, free.y - to.y) < stride) return free;
  }
}
