import { lazyPart } from '../shared/lazy-part.ts';
import type { OpenedProps } from './OpenedBench.tsx';

const OpenedBench = lazyPart(
  'What this bench holds',
  () => import(/* webpackChunkName: 'opened-bench' */ './OpenedBench.tsx'),
);

/** A bench that came with an address or a file, before it is opened. */
export default function Opened(props: OpenedProps) {
  return <OpenedBench {...props} fallback={<p role="status">Reading it…</p>} />;
}
