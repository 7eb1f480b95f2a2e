import { useEffect, useEffectEvent, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { Claim } from '../../class/claim.ts';
import { credsOf, hubAddress } from '../../class/logins.ts';
import type { Fault } from '../../class/records.ts';
import { classHub, joiningClass } from '../../class/seat-config.ts';
import { joins } from '../../lab/conf/hub-remote.ts';
import { useJoin } from '../JoinHub/useJoin.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { keptClass } from './kept-class.ts';
import { keptSeat } from './kept-seat.ts';
import { applyFault } from './fault.ts';
import { leafNow } from './leaf-now.ts';
import { seatClient } from './seat-now.ts';

/**
 * In a class lab, whose topology has the hub of the class outside of it: has the server of this tab join that hub as the
 * leaf of the seat. One tab of a browser is the leaf at a time. The servers of the tab run on, however the class goes.
 */
export function useSeatLeaf() {
  const { session } = useLab();
  const { topology, snapshot } = session;
  const link = topology.links.find(({ to }) => to === classHub);
  if (!link) throw new Error(`The topology ${topology.name} has no hub of a class.`);
  const { run } = useLabSnapshot();
  const seat = useSeat();
  const { running, attempt, waiting, stands, join, cancel, leave } = useJoin(link);
  const { fault, isReached } = useClassNow();
  const asked = running && attempt.type === 'done' ? attempt.value : undefined;
  const [taken, setTaken] = useState(false);
  const claim = useRef<Claim>(undefined);

  const dial = () => {
    if (!seat) return;
    const { id, room, seed } = seat.member;
    const creds = credsOf(room!, seed);
    setTaken(false);
    join(hubAddress(seat.class.leaf, location.href), { type: 'creds', text: creds }, (config) =>
      joiningClass(config, id, creds),
    );
  };
  const part = async () => {
    claim.current?.release();
    cancel();
    if (!joins(snapshot.get().configs[link.from]!)) return;
    if (fault) await applyFault(session.host, link.name, { what: 'heal' });
    await leave();
  };
  const lost = useEffectEvent(() => {
    setTaken(true);
    part().catch(stopped);
  });
  const left = useEffectEvent(() => {
    if (running) part().catch(stopped);
  });
  const name = seat && `leafwise.class.${seat.class.id}.${seat.member.id}.leaf`;
  useEffect(() => {
    if (name === undefined) return left();
    const mine = new Claim(name, lost);
    claim.current = mine;
    return () => mine.close();
  }, [name]);

  const take = async () => {
    if (await claim.current?.take()) dial();
    else setTaken(true);
  };
  // A lab that was joined and is started again joins again: its host knows neither the hub nor the login any more.
  const again = useEffectEvent(() => {
    if (running && joins(snapshot.get().configs[link.from]!)) void take();
  });
  const told = running && stands.type !== 'apart';
  useEffect(() => {
    if (!told) return;
    const since = Date.now();
    const unsubscribe = session.log.subscribe(() => {
      const thrownOut = session.log
        .get()
        .filter(({ server, at, text }) => server === link.from && at >= since && isOther(text));
      if (thrownOut.length < fights) return;
      unsubscribe();
      lost();
    });
    return unsubscribe;
  }, [told, session, link.from]);
  // A hub that was away when it was asked is asked again once the page reaches it.
  const late = useEffectEvent(() => {
    if (attempt.type === 'failed') void take();
  });
  useEffect(() => {
    if (isReached) late();
  }, [isReached]);
  useEffect(() => {
    if (running) again();
    else claim.current?.release();
  }, [running, run]);
  useEffect(() => {
    if (fault && asked) applyFault(session.host, link.name, fault).catch(stopped);
  }, [session, link.name, fault, asked]);
  useLeafNow(
    !running || stands.type === 'apart' ? 'apart' : stands.type === 'joined' ? 'joined' : 'dials',
  );

  return {
    /** The seat of this browser, if it has one. */
    seat,
    running,
    attempt,
    waiting,
    stands,
    /** Whether another tab, or another browser with this seat, is the leaf. */
    taken,
    join: () => void take(),
    /** Joins in place of the tab that is the leaf. */
    takeOver: () => {
      claim.current?.takeOver();
      dial();
    },
    leave: () => {
      part().catch(stopped);
    },
  };
}

/** A lab that is stopped meanwhile has no link to act on. */
const stopped = () => {};

/** The hub says so to a server when another of its name takes its place. */
const isOther = (line: string) => /duplicate remote leafnode connection/i.test(line);
/**
 * How often a server is thrown out before it gives up: two browsers with one seat would throw each other out for ever.
 * Once may be the tab's own connection of before a cut.
 */
const fights = 2;

/** The seat of this browser; none while the page is built. */
function useSeat() {
  const id = useSyncExternalStore(keptClass.subscribe, keptClass.get, () => undefined);
  return useMemo(() => (id === undefined ? undefined : keptSeat(id)), [id]);
}

/** Tells the class how the server of this tab stands to its hub. */
function useLeafNow(now: 'apart' | 'dials' | 'joined'): void {
  useEffect(() => {
    leafNow.set(now);
    return () => leafNow.set('apart');
  }, [now]);
}

const never = () => () => {};
const none = () => undefined;

/** What the trainer has last asked the links of joined tabs to do, and whether this page reaches the hub. */
function useClassNow(): { fault: Fault | undefined; isReached: boolean } {
  const client = useSyncExternalStore(seatClient.subscribe, seatClient.get, none);
  const view = useSyncExternalStore(
    client?.view.subscribe ?? never,
    () => client?.view.get(),
    none,
  );
  return { fault: view?.pushed.fault, isReached: view?.link === 'connected' };
}
