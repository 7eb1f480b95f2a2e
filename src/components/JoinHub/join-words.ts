import { remedyFor } from '../../lab/conf/hub-remote.ts';
import type { JoinState } from '../../lab/session/join-state.ts';
import { roundTripWords } from '../shared/round-trip-words.ts';

/** How a server stands to the hub that it joins, in words. */
export function joinWords(state: JoinState): string {
  switch (state.type) {
    case 'apart':
      return 'Not joined.';
    case 'dialling':
      return 'Dialling…';
    case 'joined': {
      const { hub, account, roundTrip } = state;
      const far = roundTrip ? `, ${roundTripWords(roundTrip)} there and back` : '';
      return `Joined ${hub}, in its account ${account}${far}.`;
    }
    case 'refused':
      return `Refused: ${state.words}. ${remedyFor(state.words)} The leaf keeps trying.`;
    case 'dropped':
      return 'The connection dropped. Dialling again; your clients here stay connected.';
  }
}
