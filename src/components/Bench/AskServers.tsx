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
  return (
    <div className={down === undefined ? styles.ask : `${styles.ask} ${styles.first}`}>
      <p role="status">
        {isKnown
          ? ['The servers were asked too.', down].join(' ')
          : sight
            ? ['The servers were asked, and something has changed since.', down].join(' ')
            : down !== undefined
              ? `${down} Files do not always tell why; the servers do.`
              : 'Files do not tell all: a link that is refused, an account that hears nothing.'}
      </p>
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
