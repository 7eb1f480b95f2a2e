export { TopologyMap } from './TopologyMap.tsx';
export type { LinkOnMap, MarkOnMap, ServerOnMap, Spot } from './types.ts';
