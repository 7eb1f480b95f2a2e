import { useSyncExternalStore } from 'react';
import { dialErrorIn, remoteHostsOf } from '../../lab/session/dial-errors.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import styles from './Message.module.css';
import Said from './Said.tsx';

/**
 * Why a server has no leaf connection to another, in its own words. Show it only while there is none.
 * @param peer any of those that it dials, if none is given
 */
export default function DialError({ server, peer }: { server: string; peer?: string }) {
  const { session } = useLab();
  const { configs, servers } = useLabSnapshot();
  const config = configs[server] ?? '';
  const runs = servers[server]?.type === 'running';
  const text = useSyncExternalStore(
    session.log.subscribe,
    () => (runs ? dialErrorIn(session.log.get(), server, config, peer)?.text : undefined),
    () => undefined,
  );
  if (!runs) return null;
  if (text !== undefined) {
    return (
      <p className={styles.said}>
        {server} says: <Said>{text}</Said>
      </p>
    );
  }
  if (peer === undefined || remoteHostsOf(config).length > 0) return null;
  return <p className={styles.said}>The configuration of {server} has no remote.</p>;
}
