import { useMemo, useState } from 'react';
import { apart, credsFile, joining, type HubLogin } from '../../lab/conf/hub-remote.ts';
import { watchJoin, type JoinState } from '../../lab/monitoring/join-state.ts';
import type { LinkSpec } from '../../lab/topology/topology.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { usePolled } from '../shared/usePolled.ts';
import { greet, type Greeting } from './greet.ts';
import { errorText } from '../../lab/error-text.ts';

/** The reader's last try to have the tab join a hub. */
type Attempt =
  | { type: 'none' }
  | { type: 'asking'; address: string }
  | { type: 'asked'; greeting: Greeting }
  /** It never came to a leaf connection. */
  | { type: 'failed'; why: string };

const none: Attempt = { type: 'none' };
const idle: JoinState = { type: 'apart' };

/** Has the server that dials a link join a hub elsewhere, and tells how it stands. */
export function useJoin({ from: server, to: hub }: LinkSpec) {
  const { session } = useLab();
  const { state, run } = useLabSnapshot();
  const [last, setLast] = useState({ run, attempt: none });
  // What was tried in an earlier run says nothing of this one.
  const attempt = last.run === run ? last.attempt : none;
  const running = state.type === 'running';
  const asked = attempt.type === 'asked' ? attempt.greeting : undefined;
  const look = useMemo(() => {
    const watch = watchJoin(session, server, hub);
    // Made anew for each attempt: what an earlier one was told counts no more.
    return async () => ({ asked, run, stands: await watch() });
  }, [session, server, hub, asked, run]);
  const seen = usePolled(look);
  const stands = running && seen && seen.asked === asked && seen.run === run ? seen.stands : idle;

  const join = async (address: string, login: HubLogin) => {
    const tell = (next: Attempt) => setLast({ run, attempt: next });
    tell({ type: 'asking', address });
    try {
      const config = joining(session.snapshot.get().configs[server]!, hub, login);
      const greeting = await greet(address, window.location.href);
      await session.host.setHub(hub, address);
      if (login.type === 'creds') await session.host.putFile(server, credsFile, login.text);
      await session.restart(server, config);
      tell({ type: 'asked', greeting });
    } catch (error) {
      tell({ type: 'failed', why: errorText(error) });
    }
  };
  const leave = async () => {
    setLast({ run, attempt: none });
    await session.restart(server, apart(session.snapshot.get().configs[server]!));
  };
  return { running, attempt, stands, join, leave };
}
