import { useEffect } from 'react';
import type { LabSession } from '../../lab/session/session.ts';

/** Servers tell what they refuse to pass on at level debug: while the map is on the page, they shall. */
export function useDebugLogs(session: LabSession): void {
  useEffect(() => {
    const asked = new Set<string>();
    const ask = () => {
      const { state, servers } = session.snapshot.get();
      for (const [name, server] of Object.entries(servers)) {
        if (server.type !== 'running') asked.delete(name);
        if (state.type !== 'running' || server.type !== 'running' || asked.has(name)) continue;
        asked.add(name);
        // A server that ends just now has nothing more to tell.
        session.host.setLogging(name, { debug: true, trace: false }).catch(() => {});
      }
    };
    ask();
    return session.snapshot.subscribe(ask);
  }, [session]);
}
