import { useEffect, useState, useSyncExternalStore } from 'react';
import type { LabSession } from '../../lab/session/session.ts';
import { lentLab } from '../Lab/lent-lab.ts';
import { runningLabs } from '../Lab/running-labs.ts';
import Press from '../Press/Press.tsx';
import { BenchLender, type Grant, type LendingSeat, type Lent } from './bench-lender.ts';
import styles from './BenchBar.module.css';

/** As much of the client of a seat as its bench needs. */
interface BenchClient extends Pick<LendingSeat, 'id' | 'hub' | 'say'> {
  seat: { class: { id: string }; member: { name: string } };
}

/** Says in the bar of an attendee who sees their bench and what a trainer asks for. Opened, it has the ways to lend it. */
export default function BenchBar({ client, open }: { client: BenchClient; open: boolean }) {
  const lender = useLender(client);
  return lender ? <Bar lender={lender} open={open} /> : null;
}

/** Lends for as long as the bar is there. */
function useLender(client: BenchClient): BenchLender | undefined {
  const [lender, setLender] = useState<BenchLender>();
  useEffect(() => {
    const made = new BenchLender({
      id: client.id,
      name: client.seat.member.name,
      class: client.seat.class.id,
      hub: client.hub,
      say: (what, value) => client.say(what, value),
    });
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it is made with the bar, and ends with it
    setLender(made);
    return () => made.close();
  }, [client]);
  return lender;
}

function Bar({ lender, open }: { lender: BenchLender; open: boolean }) {
  const lent = useSyncExternalStore(lender.lent.subscribe, lender.lent.get, lender.lent.get);
  const wish = useSyncExternalStore(lender.wish.subscribe, lender.wish.get, lender.wish.get);
  const lab = useRunningLab();
  useEffect(() => {
    if (!lent) return;
    lentLab.set({
      session: lent.session,
      words: lentWords(lent),
      taken: lent.grant === 'take' && lent.viewers > 0,
      end: () => lender.end(ended),
    });
    return () => lentLab.set(undefined);
  }, [lender, lent]);
  const lend = (grant: Grant) => () => {
    const session = lent?.session ?? lab;
    if (session) lender.lend(session, grant);
  };
  return (
    <>
      {lent && (
        <div className={styles.line} data-taken={lent.grant === 'take' || undefined}>
          <p role="status" className={styles.seen}>
            {lentWords(lent)}
          </p>
          {lent.grant === 'take' && (
            <Press name="Take it back" small look="primary" onPress={lend('see')} />
          )}
          <Press name="Show it no more" small onPress={() => lender.end(ended)} />
        </div>
      )}
      {wish && (
        <div className={styles.line} role="group" aria-label="A trainer asks">
          <p role="status">{wishWords(wish.by, wish.wish, lab !== undefined)}</p>
          {lab && (
            <Press
              name={wish.wish === 'take' ? 'Let them take over' : 'Let them see it'}
              small
              look="primary"
              onPress={lend(wish.wish)}
            />
          )}
          <Press name="No" label="No, not now" small onPress={() => lender.decline()} />
        </div>
      )}
      {open && (
        <div className={styles.line}>
          {lab === undefined && !lent ? (
            <p>Your bench: start a lab, and you can let the trainer see it.</p>
          ) : (
            <>
              <p>Your bench, the lab that runs in this tab:</p>
              {!lent && <Press name="Let the trainer see it" small onPress={lend('see')} />}
              {lent?.grant !== 'take' && (
                <Press name="Let the trainer take over" small onPress={lend('take')} />
              )}
            </>
          )}
        </div>
      )}
    </>
  );
}

const ended = 'The attendee has ended it.';

function lentWords({ grant, viewers }: Lent): string {
  if (viewers === 0)
    return grant === 'take'
      ? 'The trainer may take over your bench.'
      : 'The trainer may look at your bench.';
  const who = viewers === 1 ? 'The trainer' : `${viewers} trainers' pages`;
  if (grant === 'take') return `${who} can change your bench now.`;
  return viewers === 1 ? 'The trainer sees your bench now.' : `${who} see your bench now.`;
}

function wishWords(by: string, wish: Grant, runs: boolean): string {
  const asks = wish === 'take' ? 'asks to take over your bench' : 'asks to see your bench';
  return runs ? `${by} ${asks}.` : `${by} ${asks}. Start a lab first: none runs in this tab.`;
}

/** The lab that was started last in this tab, while it runs. */
function useRunningLab(): LabSession | undefined {
  const labs = useSyncExternalStore(runningLabs.subscribe, runningLabs.get, runningLabs.get);
  return [...labs].at(-1);
}
