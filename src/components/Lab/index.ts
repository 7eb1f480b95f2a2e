export { default as Lab } from './Lab.tsx';
export { default as LabControls } from './LabControls.tsx';
export { default as LabMap } from './LabMap.tsx';
