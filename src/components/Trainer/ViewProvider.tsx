import type { ReactNode } from 'react';
import { useShownView, ViewContext } from './context.ts';
import type { TrainerClient } from './trainer-client.ts';

/** Gives all that stands in it the class as it is shown. */
export default function ViewProvider(props: { client: TrainerClient; children: ReactNode }) {
  return <ViewContext value={useShownView(props.client)}>{props.children}</ViewContext>;
}
