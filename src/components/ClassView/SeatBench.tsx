import useBaseUrl from '@docusaurus/useBaseUrl';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { benchLine, benchWish } from '../../class/bench.ts';
import type { BenchWish } from '../../class/records.ts';
import { errorText } from '../../lab/error-text.ts';
import type { Store } from '../../lab/session/store.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import { natsLine } from '../../nats/message-lines.ts';
import { topologies } from '../../../topologies/index.ts';
import { joinLent } from '../Lab/join-lent.ts';
import ViewedLab from '../Lab/ViewedLab.tsx';
import Press from '../Press/Press.tsx';
import type { KeptTrainer } from '../Trainer/kept-trainer.ts';
import { trainerHere, trainerHub } from './trainer-hub.ts';
import { watchBench } from './watch-bench.ts';
import View from './View.tsx';
import styles from './View.module.css';

type Hub = { trainer: KeptTrainer; connection: NatsConnection } | 'none' | { failed: string };

/** The bench of an attendee, for a trainer: asked for, then seen or taken over, until the attendee ends it. */
export default function SeatBench({ seat }: { seat: string }) {
  const hub = useTrainerHub();
  if (hub === undefined) return <p role="status">Looking for the class…</p>;
  if (hub === 'none')
    return (
      <p>
        This page is for a trainer of the class. Open the trainer’s page in this browser first, by
        the link that <code>npm run class</code> has printed.
      </p>
    );
  if ('failed' in hub) return <p role="alert">{hub.failed}</p>;
  return <Watch seat={seat} trainer={hub.trainer} hub={hub.connection} />;
}

function useTrainerHub(): Hub | undefined {
  const file = useBaseUrl('/class.json');
  const [hub, setHub] = useState<Hub>();
  useEffect(() => {
    let connection: NatsConnection | undefined;
    let gone = false;
    const open = async () => {
      const trainer = await trainerHere(file);
      if (!trainer) return setHub('none');
      connection = await trainerHub(trainer);
      if (gone) await connection.close();
      else setHub({ trainer, connection });
    };
    open().catch((error: unknown) => {
      if (!gone) setHub({ failed: `The class is not reached: ${errorText(error)}` });
    });
    return () => {
      gone = true;
      void connection?.close();
    };
  }, [file]);
  return hub;
}

interface Watched {
  seat: string;
  trainer: KeptTrainer;
  hub: NatsConnection;
}

function Watch({ seat, trainer, hub }: Watched) {
  const [watched, setWatched] = useState<ReturnType<typeof watchBench>>();
  useEffect(() => {
    const made = watchBench(hub, seat, trainer.member.id);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it is heard for as long as this is shown
    setWatched(made);
    return made.close;
  }, [hub, seat, trainer]);
  const here = useValue(watched?.here);
  const no = useValue(watched?.no);
  const [known, setKnown] = useState<string>();
  const [asked, setAsked] = useState<BenchWish['wish']>();
  const [heardNo, setHeardNo] = useState(no);
  if (asked && no !== heardNo) setAsked(undefined);
  if (asked === 'see' && here?.lent) setAsked(undefined);
  if (asked === 'take' && here?.lent?.grant === 'take') setAsked(undefined);
  const name = here?.name ?? known ?? seat;
  if (here && here.name !== known) setKnown(here.name);
  const ask = (wish: BenchWish['wish']) => () => {
    const { name: by } = trainer.member;
    hub.publish(
      benchWish(seat, trainer.member.id),
      JSON.stringify({ by, wish } satisfies BenchWish),
    );
    setHeardNo(no);
    setAsked(wish);
  };
  const lent = here?.lent;
  const topology = lent && topologies.get(lent.topology);
  return (
    <>
      <h1>The bench of {name}</h1>
      {!lent && (
        <div className={styles.line}>
          <p role="status">
            {asked
              ? `${name} is asked, and sees who asks. The bench is shown here once they agree.`
              : no !== heardNo
                ? `${name} says: not now.`
                : `${name} does not show a bench now. It is theirs to show.`}
          </p>
          <Press name={asked ? 'Ask again' : 'Ask to see it'} look="primary" onPress={ask('see')} />
        </div>
      )}
      {lent && no !== heardNo && <p role="status">{name} says: not now.</p>}
      {lent && !topology && (
        <p role="alert">
          {name} runs a lab on the topology {lent.topology}, which this page does not know.
        </p>
      )}
      {here && lent && topology && (
        <Joined
          key={`${here.tab}/${lent.topology}`}
          {...{ seat, trainer, hub, topology, asked }}
          tab={here.tab}
          name={name}
          grant={lent.grant}
          onAsk={ask('take')}
        />
      )}
    </>
  );
}

const never = () => () => {};

function useValue<T>(store: Store<T | undefined> | undefined): T | undefined {
  return useSyncExternalStore(
    store?.subscribe ?? never,
    () => store?.get(),
    () => undefined,
  );
}

function Joined(
  props: Watched & {
    tab: string;
    name: string;
    grant: BenchWish['wish'];
    asked: BenchWish['wish'] | undefined;
    topology: NonNullable<ReturnType<typeof topologies.get>>;
    onAsk: () => void;
  },
) {
  const { seat, trainer, hub, tab, name, grant, asked, topology, onAsk } = props;
  const [missed, setMissed] = useState(0);
  const loadHost = useMemo(
    () =>
      joinLent(() => natsLine(hub, benchLine(seat, tab, trainer.member.id)), {
        onGrant: () => {},
        onMissed: (count) => setMissed((was) => was + count),
      }),
    [hub, seat, tab, trainer],
  );
  const takes = grant === 'take';
  return (
    <ViewedLab topology={topology} name={`${seat}:${topology.name}`} loadHost={loadHost}>
      <View
        words={
          takes
            ? `You work in the bench of ${name}, who sees that and can end it at any time.`
            : `You see the bench of ${name} as it is, and change nothing in it.`
        }
        onlySeen={!takes}
        missed={missed}
      >
        {!takes && (
          <Press
            name={asked === 'take' ? 'Asked; ask again to take over' : 'Ask to take over'}
            small
            onPress={onAsk}
          />
        )}
      </View>
    </ViewedLab>
  );
}
