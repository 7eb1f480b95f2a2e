import { useHistory, useLocation } from '@docusaurus/router';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Place } from '../../class/records.ts';
import { runningLabs } from '../Lab/running-labs.ts';
import type { SeatClient, SeatView } from './seat-client.ts';

/** Where the class is, for a page that is not there. */
export interface Following {
  /** Absent where the page is with the class. */
  elsewhere: Place | undefined;
  /** Whether the class has gone on to another page, and servers keep this one where it is. */
  calls: boolean;
  goTo: (place: Place) => void;
}

/**
 * Follows the class where it goes, until the attendee goes elsewhere: by a link, by the address bar, in another tab. A
 * page on which servers run is left by itself only if all steps of its lab are done; then the lab asks first where
 * something stored would go. A tab with the bench of another page stands beside that which is with the class.
 */
export function useFollow(client: SeatClient, view: SeatView, page: string): Following {
  const history = useHistory();
  const { hash } = useLocation();
  const { baseUrl } = useDocusaurusContext().siteConfig;
  const { place } = view.pushed;
  const [opened] = useState(() => Date.now());
  const goTo = (to: Place) => {
    followed.set(to.at);
    history.push(`${baseUrl}${to.page.slice(1)}${hashOf(to)}`);
  };
  const isBench = page === benchPage;
  const running = useSyncExternalStore(runningLabs.subscribe, howManyRun, () => 0);
  useEffect(() => client.moved(page), [client, page]);
  useEffect(() => {
    if (!place || isBench) return;
    const { following, ahead } = client.view.get();
    const isNew = place.at > followed.get();
    // A tab that was opened after the class had gone there, to look at another page.
    const isApart = !followed.get() && page !== joinPage && place.at < opened + ahead;
    const now = howManyRun();
    const mayGo = now === 0;
    if (page === place.page) {
      if (!following) client.follow(true);
      if (isNew && following && mayGo && place.step !== undefined) goTo(place);
      else followed.set(place.at);
    } else if (!isNew || isApart) {
      // The attendee has been there, and has left.
      followed.set(place.at);
      if (following) client.follow(false);
    } else if (following && (mayGo || (now === 1 && client.labDone))) goTo(place);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the class or the attendee has moved, nothing else
  }, [client, place, page]);
  const isThere =
    place && page === place.page && (place.step === undefined || hash === hashOf(place));
  // That tab says only where the class goes while it is open.
  const isBefore = isBench && place && place.at < opened + view.ahead;
  const elsewhere = isThere || isBefore ? undefined : place;
  const isCalled = view.following && running > 0;
  const calls = isCalled && elsewhere !== undefined && elsewhere.page !== page;
  return { elsewhere, calls, goTo };
}

/** The page on which a tab joins: from there it goes where the class is. */
const joinPage = '/class';

const howManyRun = () => runningLabs.get().size;

/** The page of the bench that is shown or lent. */
const benchPage = '/class/bench';

const hashOf = ({ step }: Place): string => (step === undefined ? '' : `#${step}`);

const followedKey = 'leafwise.class-followed';
let inMemory = 0;

/** The time of the place that this tab has followed last, or left. A page that is loaded again knows it. */
const followed = {
  get(): number {
    try {
      return Number(sessionStorage.getItem(followedKey) ?? inMemory);
    } catch {
      return inMemory;
    }
  },
  set(at: number): void {
    inMemory = at;
    try {
      sessionStorage.setItem(followedKey, String(at));
    } catch {
      // It stays in memory.
    }
  },
};
