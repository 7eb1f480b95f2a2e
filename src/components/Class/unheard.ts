import type { QuestionState } from '../../class/records.ts';
import type { SeatView } from './seat-client.ts';

/** What a trainer has done with a question, and the attendee has not read yet. */
export interface Unheard extends QuestionState {
  n: string;
}

type Known = Pick<SeatView, 'pushed' | 'heard'>;

/** All of it, the oldest first. That a trainer takes a question is no answer, unless they write one. */
export const unheard = ({ pushed, heard }: Known): Unheard[] =>
  Object.entries(pushed.questions ?? {})
    .map(([n, state]) => ({ ...state, n }))
    .filter(({ state, words, at }) => at > heard && (state !== 'taken' || words !== ''))
    .sort((a, b) => a.at - b.at);

/** Whether that of one question has not been read. */
export const isUnheard = (known: Known, n: string): boolean =>
  unheard(known).some((one) => one.n === n);
