import Press from '../Press/Press.tsx';
import Ask from '../Press/Ask.tsx';
import { useKeptFocus } from '../Press/useKeptFocus.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { lossByStop } from '../Lab/losses.ts';
import StartNews from '../Lab/StartNews.tsx';
import { useAttempt } from '../shared/useAttempt.ts';
import { changedIn } from './desk.ts';
import { useBench, useDesk, useRead } from './desk-context.ts';
import styles from './Bench.module.css';

/** Starts and stops the servers, and has those that run take what was changed. */
export default function RunControls() {
  const desk = useDesk();
  const bench = useBench()!;
  const { network, failure } = useRead();
  const lab = useLab();
  const { state } = useLabSnapshot();
  const { attempt, start } = useAttempt();
  const { group, acted } = useKeptFocus<HTMLDivElement>();
  const act = (done: () => void) => () => {
    acted();
    done();
  };
  const running = state.type === 'running';
  const atRest = state.type === 'idle' || state.type === 'failed';
  const changed = running && network ? changedIn(bench, network) : [];
  const isOther = running && network !== undefined && network !== bench.network;
  return (
    <div className={styles.controls}>
      <div ref={group} className={styles.buttons}>
        {!running && (
          <Press
            name={
              atRest ? (state.type === 'failed' ? 'Start again' : 'Start the servers') : 'Starting…'
            }
            look="primary"
            idle={!atRest || failure !== undefined}
            onPress={act(() => void desk.start())}
          />
        )}
        {!running && !atRest && <Press name="Cancel" onPress={act(() => desk.stop())} />}
        {isOther && (
          <Press
            name="Apply the changes"
            look="primary"
            idle={failure !== undefined || attempt.type === 'working'}
            onPress={() => start(() => desk.apply())}
          />
        )}
        {running && (
          <Ask
            name="Stop the servers"
            look="danger"
            question={() => lossByStop(lab)}
            yes="Stop and lose it"
            no="Keep them running"
            onYes={act(() => desk.stop())}
          />
        )}
      </div>
      {isOther && (
        <p className={styles.note}>
          {changed.length > 0
            ? `Changed since the servers took it: ${changed.join(', ')}.`
            : 'The files have changed.'}
        </p>
      )}
      {attempt.type === 'failed' && <p role="alert">{attempt.why}</p>}
      <StartNews choice={{ type: 'tab' }} />
    </div>
  );
}
