import type { ReactNode } from 'react';

/** A hint of the step that it stands in, which shows when the reader asks for it. */
export default function Hint({ children }: { children: ReactNode }) {
  return children;
}
