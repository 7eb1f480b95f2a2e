import type { Props } from '@theme/DocSidebarItem/Link';
import Link from '@theme-original/DocSidebarItem/Link';
import { useSyncExternalStore } from 'react';
import { progress, type Progress } from '../../../components/Lab/progress.ts';

const nothing: Progress = {};

/** A page in the sidebar; one of a lab says how far its reader is. */
export default function DocSidebarItemLink({ item, ...props }: Props) {
  const done = useSyncExternalStore(progress.subscribe, progress.get, () => nothing);
  return <Link item={{ ...item, label: `${item.label}${standing(item, done)}` }} {...props} />;
}

function standing({ docId, customProps }: Props['item'], done: Progress): string {
  const lab = docId?.replace(/^(?:labs|troubleshooting)\//, '');
  const steps = (customProps?.['steps'] ?? []) as readonly string[];
  const { length } = steps.filter((step) => done[`${lab}/${step}`]);
  if (length === 0) return '';
  return length === steps.length ? ' ✓' : ` (${length} of ${steps.length})`;
}
