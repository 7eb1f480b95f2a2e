import { useMemo } from 'react';
import type { ExerciseTools } from '../../lab/exercise.ts';
import { useLab } from '../Lab/context.ts';

/** What the checks and the solutions of this page's lab work with. */
export function useExerciseTools(): ExerciseTools {
  const { session, connect } = useLab();
  return useMemo(
    () => ({
      // Asked for at each use: a lab that is started again has another host.
      get host() {
        return session.host;
      },
      connect,
      config: (server) => session.snapshot.get().configs[server]!,
      apply: (server, config) => session.apply(server, config),
      restart: (server, config) => session.restart(server, config),
      wire: () => session.wire.snapshot().events,
    }),
    [session, connect],
  );
}
