import { useLabSnapshot } from '../Lab/context.ts';
import Press from '../Press/Press.tsx';
import { useSight } from './desk-context.ts';
import { useLook } from './useLook.ts';
import styles from './Findings.module.css';

/**
 * Among what files tell: has the servers asked what only shows while they run, unless that is known.
 * @param props.down says which links are not connected, if some are
 */
export default function AskServers({ down }: { down?: string | undefined }) {
  const { state } = useLabSnapshot();
  const sight = useSight();
  const { attempt, look } = useLook();
  if (state.type !== 'running') return null;
  const isWorking = attempt.type === 'working';
  const isKnown = sight !== undefined && !sight.isOld;
  const asked = isKnown
    ? 'The servers were asked too.'
    : 'The servers were asked, and something has changed since.';
  const unasked =
    down === undefined
      ? 'Files do not tell all: a link that is refused, an account that hears nothing.'
      : `${down} Files do not always tell why; the servers do.`;
  const said = sight ? [asked, down].join(' ') : unasked;
  return (
    <div className={down === undefined ? styles.ask : `${styles.ask} ${styles.first}`}>
      <p role="status">{said}</p>
      {!isKnown && (
        <Press
          name={isWorking ? 'Asking…' : sight ? 'Ask the servers again' : 'Ask the servers too'}
          small
          idle={isWorking}
          onPress={() => look([])}
        />
      )}
      {attempt.type === 'failed' && <p role="alert">{attempt.why}</p>}
    </div>
  );
}
