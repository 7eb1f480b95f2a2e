export { TopologyMap } from './TopologyMap.tsx';
export type { ClientOnMap, LinkOnMap, MarkOnMap, ServerOnMap, Spot } from './types.ts';
