import { isSameShape } from '../../bench/changes.ts';
import type { BenchNetwork } from '../../bench/network.ts';
import type { Derived } from '../../lab/derive/derive.ts';
import { inOwnPlaces } from '../../lab/derive/own-places.ts';
import { takesRestart } from '../Config/refusal.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { lossByNewStart, lossByStop } from '../Lab/losses.ts';
import StartNews from '../Lab/StartNews.tsx';
import Said from '../Message/Said.tsx';
import Ask from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';
import { useKeptFocus } from '../Press/useKeptFocus.ts';
import { useAttempt, type Attempt } from '../shared/useAttempt.ts';
import type { Refused } from './desk.ts';
import KeepStores from './KeepStores.tsx';
import { useBench, useDesk, useIsToStart, useRead, useRefused } from './desk-context.ts';
import styles from './RunControls.module.css';

/** Starts and stops the servers, and has those that run take what was changed. */
export default function RunControls() {
  const desk = useDesk();
  const { failure } = useRead();
  const lab = useLab();
  const { state } = useLabSnapshot();
  const isToStart = useIsToStart();
  const { group, acted } = useKeptFocus<HTMLDivElement>();
  const act = (done: () => void) => () => {
    acted();
    done();
  };
  const running = state.type === 'running';
  const atRest = !isToStart && (state.type === 'idle' || state.type === 'failed');
  const startWords = state.type === 'failed' ? 'Start again' : 'Start the servers';
  return (
    <div className={styles.controls}>
      <div ref={group} className={styles.buttons}>
        {!running && (
          <Press
            name={atRest ? startWords : isToStart ? 'Reading the files…' : 'Starting…'}
            look="primary"
            idle={!atRest || failure !== undefined}
            starts={atRest && failure === undefined}
            onPress={act(() => void desk.start())}
          />
        )}
        {!running && !atRest && <Press name="Cancel" onPress={act(() => desk.stop())} />}
        {running && <Apply onPress={acted} />}
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
        {atRest && failure !== undefined && (
          <p className={styles.note}>The files must describe a network first.</p>
        )}
      </div>
      <StartNews choice={{ type: 'tab' }} />
      <KeepStores />
      {running && <Troubles />}
    </div>
  );
}

/** Has the servers take what was changed. Where that needs a new start of all, it asks first. */
function Apply({ onPress }: { onPress: () => void }) {
  const desk = useDesk();
  const lab = useLab();
  useLabSnapshot();
  const bench = useBench()!;
  const { network, failure } = useRead();
  const refused = useRefused();
  const { attempt, start } = useAttempt();
  const isWorking = attempt.type === 'working';
  const isOther =
    network !== undefined &&
    !isSameShape(network.runnable.topology, bench.network.runnable.topology);
  const changed = desk.changed();
  const apply = () => {
    onPress();
    start(() => desk.apply());
  };
  if (!isOther && changed.length === 0 && !isWorking) return null;
  const left = changed.filter((name) => !refused.some(({ server }) => server === name));
  const isInVain =
    !isOther &&
    changed.length > 0 &&
    changed.every((name) => refused.some(refusesStill(name, network)));
  return (
    <>
      <Ask
        name={isWorking ? 'Applying…' : isOther ? 'Start all again' : 'Apply the changes'}
        look="primary"
        idle={failure !== undefined || isWorking || isInVain}
        question={() => (isOther ? lossByNewStart(lab) : undefined)}
        yes="Start again and lose it"
        no="Not now"
        onYes={apply}
      />
      {!isWorking && (
        <p className={styles.note}>
          {isOther
            ? 'There are other servers or links now: they come with a new start of all.'
            : left.length > 0 && `Changed since the servers took it: ${left.join(', ')}.`}
        </p>
      )}
      {attempt.type === 'failed' && <p role="alert">{attempt.why}</p>}
    </>
  );
}

/** Whether a server would refuse what it has refused: it takes that only at a restart, and it has not been changed since. */
const refusesStill =
  (name: string, network: BenchNetwork | undefined) =>
  ({ server, network: then, words }: Refused) =>
    server === name &&
    takesRestart(words) &&
    network !== undefined &&
    configOf(network, name) === configOf(then, name);

const configOf = ({ runnable: { topology } }: BenchNetwork, server: string) =>
  topology.servers.find(({ name }) => name === server)?.config;

/** The servers that do not run or that refuse their configuration, in their own words. */
function Troubles() {
  const desk = useDesk();
  const { servers } = useLabSnapshot();
  const { derived } = useBench()!.network;
  const refused = useRefused();
  const { attempt, start } = useAttempt();
  const failed = Object.entries(servers).flatMap(([name, server]) =>
    server.type === 'failed' ? [[name, server.reason] as const] : [],
  );
  const refusals = refused.filter(({ server }) => servers[server]?.type === 'running');
  if (failed.length + refusals.length === 0) return null;
  return (
    <ul role="alert" className={styles.troubles}>
      {failed.map(([name, reason]) => (
        <li key={name}>
          <strong>{name} does not run.</strong> <Said>{ownWords(derived, name, reason)}</Said>{' '}
          <Again
            name="Start it"
            of={name}
            attempt={attempt}
            onPress={() => start(() => desk.restart(name))}
          />
        </li>
      ))}
      {refusals.map(({ server: name, network, words }) => (
        <li key={name}>
          <strong>{name} runs on as it was.</strong>{' '}
          <Said>{ownWords(network.derived, name, words)}</Said>
          {takesRestart(words) && (
            <>
              {' '}
              It takes this at a restart, which keeps its streams.{' '}
              <Again
                name="Restart it"
                of={name}
                attempt={attempt}
                onPress={() => start(() => desk.restart(name))}
              />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The words of a server about its configuration, with the places of the person's files. */
function ownWords({ confs }: Derived, server: string, said: string): string {
  const conf = confs.get(server);
  return conf ? inOwnPlaces(conf, said) : said;
}

/** Starts one server with its configuration of the draft. */
function Again(props: { name: string; of: string; attempt: Attempt; onPress: () => void }) {
  const { name, of, attempt, onPress } = props;
  const isWorking = attempt.type === 'working';
  return <Press name={name} label={`${name}: ${of}`} small idle={isWorking} onPress={onPress} />;
}
