import { useEffect, useMemo, useRef, useState } from 'react';
import { apart, credsFile, joining, type HubLogin } from '../../lab/conf/hub-remote.ts';
import { watchJoin, type JoinState } from '../../lab/session/join-state.ts';
import type { LinkSpec } from '../../lab/topology/topology.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { useAttempt } from '../shared/useAttempt.ts';
import { usePolled } from '../shared/usePolled.ts';
import { greet, type Greeting } from './greet.ts';

const idle: JoinState = { type: 'apart' };

/**
 * Has the server that dials a link join a hub elsewhere, and tells how it stands. The attempt is done when the hub has
 * greeted and the server has been told to dial it; it fails where it never comes to a leaf connection.
 */
export function useJoin({ from: server, to: hub }: LinkSpec) {
  const { session } = useLab();
  const { state, run } = useLabSnapshot();
  const { attempt, start, forget } = useAttempt<Greeting>();
  const [waiting, setWaiting] = useState('');
  const asking = useRef<AbortController>(undefined);
  useEffect(() => () => asking.current?.abort(), [run]);
  const running = state.type === 'running';
  const asked = attempt.type === 'done' ? attempt.value : undefined;
  const look = useMemo(() => {
    const watch = watchJoin(session, server, hub);
    // Watch afresh for each attempt: answers to an earlier one no longer count.
    return async () => ({ asked, run, stands: await watch() });
  }, [session, server, hub, asked, run]);
  const seen = usePolled(look);
  const stands = running && seen && seen.asked === asked && seen.run === run ? seen.stands : idle;

  /** @param joined what its configuration becomes */
  const join = (
    address: string,
    login: HubLogin,
    joined = (config: string) => joining(config, hub, login),
  ) =>
    start(async () => {
      const config = joined(session.snapshot.get().configs[server]!);
      const { signal } = (asking.current = new AbortController());
      setWaiting('');
      const greeting = await greet(address, setWaiting, signal);
      signal.throwIfAborted();
      await session.host.setHub(hub, address);
      if (login.type === 'creds') await session.host.putFile(server, credsFile, login.text);
      await session.restart(server, config);
      return greeting;
    }, address);
  /** Asks the hub no longer. */
  const cancel = () => {
    asking.current?.abort();
    forget();
  };
  const leave = async () => {
    forget();
    await session.restart(server, apart(session.snapshot.get().configs[server]!));
  };
  return { running, attempt, waiting, stands, join, cancel, leave };
}
