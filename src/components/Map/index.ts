export { KIND_WORDS, type MarkKind } from './kinds.ts';
export { Mark } from './Mark.tsx';
export { TopologyMap } from './TopologyMap.tsx';
export type { LinkOnMap, MarkOnMap, ServerOnMap, StreamOnMap, TopologyMapProps } from './types.ts';
