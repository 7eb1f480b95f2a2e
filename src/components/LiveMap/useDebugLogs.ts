import { useEffect } from 'react';
import type { LabSession } from '../../lab/session/session.ts';

/** Keeps servers at log level debug while the map is on the page: refusals are logged at that level. */
export function useDebugLogs(session: LabSession): void {
  useEffect(() => {
    const asked = new Set<string>();
    const ask = () => {
      const { state, servers } = session.snapshot.get();
      for (const [name, server] of Object.entries(servers)) {
        if (server.type !== 'running') asked.delete(name);
        if (state.type !== 'running' || server.type !== 'running' || asked.has(name)) continue;
        asked.add(name);
        // A server that stops just now rejects the call, and has no more to log.
        session.host.setLogging(name, { debug: true, trace: false }).catch(() => {});
      }
    };
    ask();
    return session.snapshot.subscribe(ask);
  }, [session]);
}
