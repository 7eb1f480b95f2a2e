import type { PageLab } from './context.ts';
import { keptConfigs } from './kept-configs.ts';

/** Starts the servers with the configurations that the reader had applied in this visit. */
export function startLab(lab: PageLab): void {
  const { session, name, bringing } = lab;
  session.startWith(keptConfigs(name, session.topology).get());
  bringing.set(undefined);
  void session.start();
}
