export { TopologyMap } from './TopologyMap.tsx';
export type { MarkOnMap } from './types.ts';
